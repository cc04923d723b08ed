package dev.slipway.local.store;

import dev.slipway.registry.state.MultipartUploads.Part;

/** What became of a part that was sent. Only the first kind left anything behind. */
sealed interface PartReceipt {

    /** It is stored, under a tag that names its bytes. */
    record Stored(Part part) implements PartReceipt {}

    /**
     * It ended, or the connection broke, before as many bytes were there as announced.
     *
     * @param received how many there were
     */
    record CutShort(long received) implements PartReceipt {}
}
