package dev.slipway.local;

import dev.slipway.local.front.OriginServer;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.blob.Patience;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.Table;
import dev.slipway.relay.NearBucket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A registry's state.
 *
 * @param direct presigned URLs of the bucket, where it makes them itself
 * @param near takes parts of a relay in this process
 * @param origin how the bucket answers what the edge sends there
 * @param expiry deletes what has outlived its time, where the state does not do so by itself
 * @param longestCopy how long the bucket may take to copy and hash the largest blob
 * @param patience how long requests wait for that
 * @param tableSize how many bytes of the table DynamoDB would take money for
 */
public record Ports(
        Table table,
        Bucket bucket,
        MultipartUploads uploads,
        Optional<Downloads.Direct> direct,
        OriginServer origin,
        NearBucket near,
        Runnable expiry,
        Duration longestCopy,
        Patience patience,
        LongSupplier tableSize) {}
