package dev.slipway.aws;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The table and the bucket themselves, for whoever runs the registry without its template, or takes it away. */
public final class AwsResources {

    private final TableCreation table;
    private final BucketCreation bucket;
    private final TableDeletion tableDeletion;
    private final BucketDeletion bucketDeletion;

    AwsResources(DynamoDbClient dynamoDb, String table, S3Client s3, String bucket, Region region) {
        this.table = new TableCreation(dynamoDb, table);
        this.bucket = new BucketCreation(s3, bucket, region);
        this.tableDeletion = new TableDeletion(dynamoDb, table);
        this.bucketDeletion = new BucketDeletion(s3, bucket);
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

    /** Deletes the table, protected or not, with all that is in it. That there is none is no error. */
    public void deleteTable() {
        tableDeletion.deleteIfThere();
    }

    /** Deletes the bucket with all that is in it. That there is none is no error. */
    public void deleteBucket() {
        bucketDeletion.deleteIfThere();
    }
}
