package dev.slipway.registry.manifest;

import dev.slipway.registry.name.Digest;

/**
 * A manifest as it is given out: exactly the bytes that were pushed.
 *
 * @param size in bytes
 * @param content the bytes; none when only the head was asked for. Not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PulledManifest(Digest digest, String mediaType, long size, byte[] content) {}
