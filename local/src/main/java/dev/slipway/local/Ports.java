package dev.slipway.local;

import dev.slipway.local.front.OriginServer;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.Table;
import java.util.Optional;

/**
 * A registry's state.
 *
 * @param downloads where clients are sent for bytes, if not to the registry's own host
 * @param origin how the bucket answers what the edge sends there
 * @param expiry deletes what has outlived its time, where the state does not do so by itself
 */
public record Ports(
        Table table,
        Bucket bucket,
        MultipartUploads uploads,
        Optional<Downloads> downloads,
        OriginServer origin,
        Runnable expiry) {}
