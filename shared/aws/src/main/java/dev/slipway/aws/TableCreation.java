package dev.slipway.aws;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** A table as the registry needs it: a partition and a sort key, paid by the request, items that expire. */
final class TableCreation {

    private static final String EXPIRES = "expires";

    private final DynamoDbClient client;
    private final String name;

    TableCreation(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    void createIfAbsent() {
        if (!isThere()) {
            create();
        }
        try (var waiter = client.waiter()) {
            waiter.waitUntilTableExists(request -> request.tableName(name));
        }
        if (!itemsExpire()) {
            client.updateTimeToLive(request -> request.tableName(name)
                    .timeToLiveSpecification(
                            setting -> setting.attributeName(EXPIRES).enabled(true)));
        }
    }

    private boolean isThere() {
        try {
            client.describeTable(request -> request.tableName(name));
            return true;
        } catch (ResourceNotFoundException none) {
            return false;
        }
    }

    private void create() {
        try {
            client.createTable(request -> request.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(List.of(text(Attributes.PARTITION), text(Attributes.SORT)))
                    .keySchema(
                            List.of(part(Attributes.PARTITION, KeyType.HASH), part(Attributes.SORT, KeyType.RANGE))));
        } catch (ResourceInUseException another) {
            return; // somebody else created it just now
        }
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement part(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private boolean itemsExpire() {
        var status = client.describeTimeToLive(request -> request.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    }
}
