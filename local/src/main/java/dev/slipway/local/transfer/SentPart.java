package dev.slipway.local.transfer;

import java.util.Map;

/**
 * A part that lies in the bucket.
 *
 * @param tag the bucket's name for its bytes
 * @param size in bytes
 */
record SentPart(int number, String tag, long size) {

    Map<String, Object> json() {
        return Map.of("number", number, "tag", tag, "size", size);
    }
}
