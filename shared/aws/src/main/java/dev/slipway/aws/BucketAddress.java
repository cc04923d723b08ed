package dev.slipway.aws;

import dev.slipway.registry.state.ObjectKey;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Where a bucket's objects are: {@code https://BUCKET.s3.REGION.amazonaws.com/KEY}, or {@code ENDPOINT/BUCKET/KEY} where
 * another endpoint stands in for S3.
 */
record BucketAddress(String bucket, Region region, Optional<URI> endpoint) {

    /** The URL of an object; its key needs no escapes. */
    URI of(ObjectKey key) {
        return URI.create(base() + "/" + key);
    }

    private String base() {
        return endpoint.map(uri -> withoutLastSlash(uri.toString()) + "/" + bucket)
                .orElseGet(() -> "https://" + bucket + ".s3." + region.id() + "."
                        + PartitionMetadata.of(region).dnsSuffix());
    }

    private static String withoutLastSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
