package dev.slipway.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Deletes a table also where it is protected against that. */
final class TableDeletion {

    private final DynamoDbClient client;
    private final String name;

    TableDeletion(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Does nothing where there is none, and waits until there is none. Interrupted, it can be run again. */
    void deleteIfThere() {
        try (var waiter = client.waiter()) {
            var status = client.describeTable(request -> request.tableName(name))
                    .table()
                    .tableStatus();
            if (status != TableStatus.DELETING) {
                client.updateTable(request -> request.tableName(name).deletionProtectionEnabled(false));
                waiter.waitUntilTableExists(request -> request.tableName(name));
                client.deleteTable(request -> request.tableName(name));
            }
            waiter.waitUntilTableNotExists(request -> request.tableName(name));
        } catch (ResourceNotFoundException none) {
            return; // as it should be
        }
    }
}
