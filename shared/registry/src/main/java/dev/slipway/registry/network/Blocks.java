package dev.slipway.registry.network;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Blocks of addresses that have none in common: as few as can be, in order, in 17 bytes each. Found by binary search. */
public final class Blocks {

    /** None. */
    public static final Blocks NONE = new Blocks(new byte[0]);

    private static final int SIZE = 2 * Long.BYTES + 1;

    private final byte[] bytes;
    private final ByteBuffer packed;

    private Blocks(byte[] bytes) {
        this.bytes = bytes;
        this.packed = ByteBuffer.wrap(bytes);
    }

    /** All addresses of these. */
    public static Blocks of(Collection<Block> blocks) {
        var least = new ArrayList<Block>();
        for (var block : new TreeSet<>(blocks)) {
            if (least.isEmpty() || !least.getLast().contains(block)) {
                add(least, block);
            }
        }
        var bytes = new byte[least.size() * SIZE];
        var packed = ByteBuffer.wrap(bytes);
        least.forEach(block -> packed.putLong(block.high()).putLong(block.low()).put((byte) block.length()));
        return new Blocks(bytes);
    }

    private static void add(List<Block> least, Block block) {
        var whole = block;
        while (!least.isEmpty() && least.getLast().isOtherHalfOf(whole)) {
            whole = least.removeLast().within(whole.length() - 1);
        }
        least.add(whole);
    }

    /** What {@link #packed} gave. */
    static Blocks unpack(byte[] packed) {
        return new Blocks(packed);
    }

    /** Not to be changed. */
    byte[] packed() {
        return bytes;
    }

    public int count() {
        return bytes.length / SIZE;
    }

    /** The block that an address is in. */
    public Optional<Block> containing(Block address) {
        var from = 0;
        var to = count();
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (get(middle).compareTo(address) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? Optional.empty() : Optional.of(get(from - 1)).filter(block -> block.contains(address));
    }

    private Block get(int index) {
        var at = index * SIZE;
        return new Block(
                packed.getLong(at), packed.getLong(at + Long.BYTES), Byte.toUnsignedInt(packed.get(at + SIZE - 1)));
    }
}
