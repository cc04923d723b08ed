package dev.slipway.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** How large the table is, as DynamoDB reports it, which it counts anew every six hours or so (DescribeTable: TableSizeBytes). */
public final class TableSize {

    /** Of storage, for each item, beside its own size (Amazon DynamoDB Developer Guide, "Item sizes and formats"). */
    private static final long OVERHEAD = 100;

    private final DynamoDbClient client;
    private final String name;

    TableSize(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** The bytes that are paid for: of all items, and what DynamoDB adds to each. */
    public long bytes() {
        var table = client.describeTable(request -> request.tableName(name)).table();
        return table.tableSizeBytes() + OVERHEAD * table.itemCount();
    }
}
