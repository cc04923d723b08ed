package dev.slipway.local;

import dev.slipway.local.front.OriginServer;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.Table;

/**
 * A registry's state.
 *
 * @param origin how the bucket answers what the edge sends there
 */
public record Ports(Table table, Bucket bucket, MultipartUploads uploads, OriginServer origin) {}
