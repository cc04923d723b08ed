package dev.slipway.registry.state;

import dev.slipway.registry.name.Digest;
import java.util.Optional;

/**
 * Bytes that a bucket holds.
 *
 * @param size in bytes
 * @param sha256 the bucket's own SHA-256 of all the bytes, where it has one: not after a multipart upload
 */
public record StoredObject(ObjectKey key, long size, Optional<Digest> sha256) {}
