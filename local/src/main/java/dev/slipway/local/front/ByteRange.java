package dev.slipway.local.front;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stretch of an object, in bytes from its beginning.
 *
 * @param last the last byte that belongs to it; one less than {@code first} where it is empty
 */
record ByteRange(long first, long last) {

    private static final Pattern FORM = Pattern.compile("bytes=(\\d*+)-(\\d*+)");

    static ByteRange whole(long size) {
        return new ByteRange(0, size - 1);
    }

    /**
     * Whether a {@code Range} header asks for one range of bytes. One of bad form, of another unit or of several ranges is
     * as good as none, as in S3.
     */
    static boolean isOne(String header) {
        var match = FORM.matcher(header);
        if (!match.matches()) {
            return false;
        }
        var first = match.group(1);
        var last = match.group(2);
        return first.isEmpty() ? !last.isEmpty() : last.isEmpty() || number(first) <= number(last);
    }

    /** What such a header asks of an object of this size; empty when that has no byte in the range. */
    static Optional<ByteRange> parse(String header, long size) {
        var match = FORM.matcher(header);
        if (!match.matches()) {
            throw new IllegalArgumentException("not one range: " + header);
        }
        boolean suffix = match.group(1).isEmpty();
        long first = suffix ? Math.max(0, size - number(match.group(2))) : number(match.group(1));
        long last = suffix || match.group(2).isEmpty() ? size - 1 : Math.min(number(match.group(2)), size - 1);
        return first < size ? Optional.of(new ByteRange(first, last)) : Optional.empty();
    }

    long length() {
        return last - first + 1;
    }

    /** As in {@code Content-Range}. */
    String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    /** A number of any length; what no object reaches is all the same. */
    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
