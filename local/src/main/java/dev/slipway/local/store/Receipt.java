package dev.slipway.local.store;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.StoredObject;

/** What became of bytes that were sent. Only the first kind left anything behind. */
public sealed interface Receipt {

    /** They are stored. */
    record Stored(StoredObject object) implements Receipt {}

    /**
     * They ended, or the connection broke, before as many were there as announced.
     *
     * @param received how many there were
     */
    record CutShort(long received) implements Receipt {}

    /**
     * They are others than announced.
     *
     * @param actual their SHA-256
     */
    record Mismatch(Digest actual) implements Receipt {}
}
