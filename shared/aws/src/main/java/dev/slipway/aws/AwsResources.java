package dev.slipway.aws;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The table and the bucket themselves, for whoever runs the registry without its template. */
public final class AwsResources {

    private final TableCreation table;
    private final BucketCreation bucket;

    AwsResources(DynamoDbClient dynamoDb, String table, S3Client s3, String bucket, Region region) {
        this.table = new TableCreation(dynamoDb, table);
        this.bucket = new BucketCreation(s3, bucket, region);
    }

    /** Creates what is not there yet, and waits until it can be used. */
    public void createIfAbsent() {
        table.createIfAbsent();
        createBucketIfAbsent();
    }

    /** Creates the bucket alone. */
    void createBucketIfAbsent() {
        bucket.createIfAbsent();
    }
}
