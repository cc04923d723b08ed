package dev.slipway.e2e.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** Creates the bucket as the template's {@code Bucket} and {@code BucketPolicy} say; a property that it does not know is an error. */
record BucketOfTemplate(S3Client client, Properties properties, Properties policy) {

    void create(String name) throws IOException {
        assertThat(properties.names())
                .containsExactlyInAnyOrder(
                        "BucketEncryption",
                        "OwnershipControls",
                        "PublicAccessBlockConfiguration",
                        "LifecycleConfiguration",
                        "Tags");
        assertThat(policy.text("Bucket")).isEqualTo(name);
        var ownership = properties.at("OwnershipControls").list("Rules").getFirst();
        client.createBucket(bucket -> bucket.bucket(name).objectOwnership(ownership.text("ObjectOwnership")));
        encrypt(name);
        keepPrivate(name);
        client.putBucketLifecycleConfiguration(bucket -> bucket.bucket(name)
                .lifecycleConfiguration(
                        lifecycle -> lifecycle.rules(properties.at("LifecycleConfiguration").list("Rules").stream()
                                .map(BucketOfTemplate::rule)
                                .toList())));
        client.putBucketTagging(bucket -> bucket.bucket(name)
                .tagging(tags -> tags.tagSet(properties.list("Tags").stream()
                        .map(tag -> Tag.builder()
                                .key(tag.text("Key"))
                                .value(tag.text("Value"))
                                .build())
                        .toList())));
        var document = JSON.std.asString(policy.at("PolicyDocument").members());
        client.putBucketPolicy(bucket -> bucket.bucket(name).policy(document));
    }

    private void encrypt(String name) {
        var rules = properties.at("BucketEncryption").list("ServerSideEncryptionConfiguration").stream()
                .map(rule -> rule.at("ServerSideEncryptionByDefault").text("SSEAlgorithm"))
                .map(algorithm -> ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(by -> by.sseAlgorithm(algorithm))
                        .build())
                .toList();
        client.putBucketEncryption(
                bucket -> bucket.bucket(name).serverSideEncryptionConfiguration(encryption -> encryption.rules(rules)));
    }

    private void keepPrivate(String name) {
        var blocked = properties.at("PublicAccessBlockConfiguration");
        client.putPublicAccessBlock(bucket -> bucket.bucket(name)
                .publicAccessBlockConfiguration(access -> access.blockPublicAcls(blocked.flag("BlockPublicAcls"))
                        .blockPublicPolicy(blocked.flag("BlockPublicPolicy"))
                        .ignorePublicAcls(blocked.flag("IgnorePublicAcls"))
                        .restrictPublicBuckets(blocked.flag("RestrictPublicBuckets"))));
    }

    private static LifecycleRule rule(Properties rule) {
        var made = LifecycleRule.builder()
                .id(rule.text("Id"))
                .status(rule.text("Status"))
                .filter(objects -> objects.prefix(rule.has("Prefix") ? rule.text("Prefix") : ""));
        if (rule.has("AbortIncompleteMultipartUpload")) {
            var days = rule.at("AbortIncompleteMultipartUpload").number("DaysAfterInitiation");
            made.abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(days));
        }
        if (rule.has("ExpirationInDays")) {
            made.expiration(expiration -> expiration.days(rule.number("ExpirationInDays")));
        }
        return made.build();
    }
}
