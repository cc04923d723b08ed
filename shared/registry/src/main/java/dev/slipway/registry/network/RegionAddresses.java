package dev.slipway.registry.network;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses are in the bucket's region, as an item of the table has them. It makes no call of its own to read it: whoever
 * reads other items reads it along, once an hour.
 */
public final class RegionAddresses {

    private static final Duration BELIEVED = Duration.ofHours(1);
    private static final String VERSION = "version";
    private static final String BLOCKS = "blocks";

    private volatile Known known = new Known(Blocks.NONE, Instant.MIN);

    private record Known(Blocks blocks, Instant until) {}

    /** Keeps what was published, in the place of what was before; false where that was the same. */
    public static boolean keep(Table table, PublishedRanges ranges) {
        if (table.get(Keys.ADDRESSES)
                .filter(item -> item.text(VERSION).equals(ranges.version()))
                .isPresent()) {
            return false;
        }
        var item = Item.at(Keys.ADDRESSES)
                .with(VERSION, ranges.version())
                .with(BLOCKS, ranges.blocks().packed());
        table.write(List.of(new Write.Put(item, Condition.ALWAYS)));
        return true;
    }

    /** What is to be read along; nothing while what is known is not an hour old. */
    public Set<Key> due(Instant now) {
        return now.isBefore(known.until()) ? Set.of() : Set.of(Keys.ADDRESSES);
    }

    /** Takes note of what was read, if that was due. */
    public void note(Map<Key, Item> read, Instant now) {
        if (!due(now).isEmpty()) {
            var blocks = Optional.ofNullable(read.get(Keys.ADDRESSES))
                    .flatMap(item -> item.findBytes(BLOCKS))
                    .map(Blocks::unpack)
                    .orElse(Blocks.NONE);
            known = new Known(blocks, now.plus(BELIEVED));
        }
    }

    /** The region's block that an address is in. */
    public Optional<Block> containing(Block address) {
        return known.blocks().containing(address);
    }
}
