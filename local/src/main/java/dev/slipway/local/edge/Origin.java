package dev.slipway.local.edge;

import java.util.Locale;

/** What stands behind the edge; the constants' lower-case names are the ids that the edge functions know them by. */
public enum Origin {
    /** The handlers. */
    API,
    /** The bytes of blobs. */
    BUCKET,
    /** Takes bodies that are too large for a handler and no whole blob. */
    RELAY;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Origin of(String id) {
        for (var origin : values()) {
            if (origin.id().equals(id)) {
                return origin;
            }
        }
        throw new EdgeFailure("no origin has the id " + id);
    }
}
