package dev.slipway.registry.state;

import java.time.Instant;

/**
 * What a listing says of an object.
 *
 * @param key as it stands in the bucket, also where it is not of {@link ObjectKey}'s form
 * @param size in bytes
 * @param stored when the bytes came; stored again, an object is as young as its new bytes
 */
public record ListedObject(String key, long size, Instant stored) {}
