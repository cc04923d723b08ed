package dev.slipway.aws;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** A bucket as the registry needs it: what a dead client left behind disappears from it within a week. */
final class BucketCreation {

    private static final int DAYS = 7;

    private final S3Client client;
    private final String name;
    private final Region region;

    BucketCreation(S3Client client, String name, Region region) {
        this.client = client;
        this.name = name;
        this.region = region;
    }

    void createIfAbsent() {
        try {
            client.headBucket(request -> request.bucket(name));
        } catch (NoSuchBucketException none) {
            create();
            client.putBucketLifecycleConfiguration(request ->
                    request.bucket(name).lifecycleConfiguration(lifecycle -> lifecycle.rules(unfinished(), staged())));
        }
    }

    private void create() {
        var request = CreateBucketRequest.builder().bucket(name);
        if (!region.equals(Region.US_EAST_1)) { // which S3 takes for granted and refuses to be told
            request.createBucketConfiguration(place -> place.locationConstraint(region.id()));
        }
        try {
            client.createBucket(request.build());
        } catch (BucketAlreadyOwnedByYouException another) {
            return; // somebody else created it just now
        }
    }

    private static LifecycleRule unfinished() {
        return LifecycleRule.builder()
                .id("unfinished-uploads")
                .status(ExpirationStatus.ENABLED)
                .filter(everything -> everything.prefix(""))
                .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(DAYS))
                .build();
    }

    private static LifecycleRule staged() {
        return LifecycleRule.builder()
                .id("staged-bytes")
                .status(ExpirationStatus.ENABLED)
                .filter(staging -> staging.prefix("staging/"))
                .expiration(expiration -> expiration.days(DAYS))
                .build();
    }
}
