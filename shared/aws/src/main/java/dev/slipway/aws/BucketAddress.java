package dev.slipway.aws;

import dev.slipway.registry.state.ObjectKey;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Where a bucket's objects are: {@code https://BUCKET.s3.REGION.amazonaws.com/KEY}, or {@code ENDPOINT/BUCKET/KEY} where
 * another endpoint stands in for S3.
 *
 * @param service {@code s3}, or {@code s3.dualstack} for the host that has IPv6 addresses as well (Amazon S3 User Guide, "Using
 *     Amazon S3 dual-stack endpoints")
 */
record BucketAddress(String bucket, String service, Region region, Optional<URI> endpoint) {

    BucketAddress(String bucket, Region region, Optional<URI> endpoint) {
        this(bucket, "s3", region, endpoint);
    }

    /** The same under the name that IPv6 knows as well. */
    BucketAddress dualStack() {
        return new BucketAddress(bucket, "s3.dualstack", region, endpoint);
    }

    /** The URL of an object; its key needs no escapes. */
    URI of(ObjectKey key) {
        return URI.create(base() + "/" + key);
    }

    private String base() {
        return endpoint.map(uri -> withoutLastSlash(uri.toString()) + "/" + bucket)
                .orElseGet(() -> "https://" + bucket + "." + service + "." + region.id() + "."
                        + PartitionMetadata.of(region).dnsSuffix());
    }

    private static String withoutLastSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
