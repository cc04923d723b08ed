package dev.slipway.registry.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A CIDR block, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an address is a block of one. An IPv4 address is kept as the
 * IPv6 address that it maps to (RFC 4291, section 2.5.5.2).
 *
 * @param high the first 64 bits
 * @param low the other 64 bits
 * @param length of the prefix, of 128 bits
 */
public record Block(long high, long low, int length) implements Comparable<Block> {

    private static final int BITS = 128;
    private static final int HALF = 64;
    private static final int MAPPED = 96;
    private static final long MAPPED_PREFIX = 0xffff;
    private static final int IPV4_BITS = BITS - MAPPED;
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 16;
    private static final int GROUPS = 8;

    private static final String OCTET = "(?:0|[1-9][0-9]{0,2})";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    /**
     * Reads a block.
     *
     * @throws IllegalArgumentException where it is none, in its message why
     */
    public static Block parse(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? Optional.<Block>empty() : address(text.substring(0, slash));
        var length = text.substring(slash + 1);
        if (address.isEmpty() || !LENGTH.matcher(length).matches()) {
            throw new IllegalArgumentException("is no block of addresses, such as 192.0.2.0/24 or 2001:db8::/32");
        }
        var bits = Integer.parseInt(length) + (text.indexOf(':') < 0 ? MAPPED : 0);
        if (bits > BITS) {
            throw new IllegalArgumentException("has a longer prefix than addresses have bits");
        }
        var block = address.get().within(bits);
        if (block.high != address.get().high || block.low != address.get().low) {
            throw new IllegalArgumentException("begins within a block; the whole one is " + block);
        }
        return block;
    }

    /** An address as it is written; empty for what is none. */
    public static Optional<Block> address(String text) {
        var isWritten = text.indexOf(':') < 0
                ? IPV4.matcher(text).matches()
                : IPV6.matcher(text).matches();
        try {
            return isWritten ? Optional.of(of(InetAddress.ofLiteral(text).getAddress())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Block of(byte[] address) {
        var bytes = ByteBuffer.wrap(address);
        return address.length == Integer.BYTES
                ? new Block(0, MAPPED_PREFIX << Integer.SIZE | Integer.toUnsignedLong(bytes.getInt()), BITS)
                : new Block(bytes.getLong(), bytes.getLong(), BITS);
    }

    /** Whether all of another block is in this one. */
    public boolean contains(Block other) {
        return other.length >= length && other.within(length).equals(this);
    }

    /** Whether it has more addresses than a network does: IPv4 beyond /8, IPv6 beyond /16. */
    public boolean isTooWide() {
        return isIpv4() ? length < MAPPED + WIDEST_IPV4 : length < WIDEST_IPV6;
    }

    /** The block of this length that it lies in. */
    Block within(int bits) {
        return new Block(high & mask(bits), low & mask(bits - HALF), bits);
    }

    /** Whether both are the halves of one block. */
    boolean isOtherHalfOf(Block other) {
        return length == other.length
                && length > 0
                && !equals(other)
                && within(length - 1).contains(other);
    }

    /** By the first address, then the wider first. */
    @Override
    public int compareTo(Block other) {
        var by = Long.compareUnsigned(high, other.high);
        by = by == 0 ? Long.compareUnsigned(low, other.low) : by;
        return by == 0 ? Integer.compare(length, other.length) : by;
    }

    /** In the shortest form (RFC 5952). */
    @Override
    public String toString() {
        try {
            var bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low);
            var text = InetAddress.getByAddress(bytes.array()).getHostAddress();
            return isIpv4() ? text + "/" + (length - MAPPED) : shortened(text) + "/" + length;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addresses have 16 bytes", e);
        }
    }

    private boolean isIpv4() {
        return high == 0 && low >>> Integer.SIZE == MAPPED_PREFIX && length >= BITS - IPV4_BITS;
    }

    /** The longest run of groups that are 0, left out. */
    private static String shortened(String text) {
        for (var zeros = GROUPS; zeros > 1; zeros--) {
            var shorter = text.replaceFirst("(^|:)0" + ":0".repeat(zeros - 1) + "(:|$)", "::");
            if (!shorter.equals(text)) {
                return shorter;
            }
        }
        return text;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= HALF ? -1 : -1L << (HALF - bits);
    }
}
