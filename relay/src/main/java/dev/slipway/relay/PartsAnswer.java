package dev.slipway.relay;

import java.util.List;

/**
 * What the registry says to somebody who wants to send parts.
 *
 * @param offset how many bytes the upload has
 * @param pending how many of them are not in a part yet
 * @param partSize how many bytes each part must have
 */
public record PartsAnswer(long offset, long pending, int partSize, List<PartUrl> parts) {

    /** More than any bucket needs; a part is held in memory. */
    private static final int LARGEST = 64 << 20;

    public PartsAnswer {
        if (offset < 0 || pending < 0 || partSize < Transfer.SMALLEST_PART || partSize > LARGEST) {
            throw new IllegalArgumentException("no sensible place for parts");
        }
        parts = List.copyOf(parts);
    }
}
