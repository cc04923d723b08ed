package dev.slipway.e2e.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Creates the table as the template's {@code Table} says; a property that it does not know is an error. */
record TableOfTemplate(DynamoDbClient client, Properties properties) {

    void create(String name) {
        assertThat(properties.names())
                .containsExactlyInAnyOrder(
                        "BillingMode",
                        "DeletionProtectionEnabled",
                        "AttributeDefinitions",
                        "KeySchema",
                        "PointInTimeRecoverySpecification",
                        "TimeToLiveSpecification",
                        "Tags");
        client.createTable(table -> table.tableName(name)
                .billingMode(properties.text("BillingMode"))
                .deletionProtectionEnabled(properties.flag("DeletionProtectionEnabled"))
                .attributeDefinitions(attributes())
                .keySchema(key())
                .tags(tags()));
        try (var waiter = client.waiter()) {
            waiter.waitUntilTableExists(table -> table.tableName(name));
        }
        var expiry = properties.at("TimeToLiveSpecification");
        client.updateTimeToLive(table -> table.tableName(name)
                .timeToLiveSpecification(
                        time -> time.attributeName(expiry.text("AttributeName")).enabled(expiry.flag("Enabled"))));
        var recovery = properties.at("PointInTimeRecoverySpecification");
        client.updateContinuousBackups(table -> table.tableName(name)
                .pointInTimeRecoverySpecification(
                        point -> point.pointInTimeRecoveryEnabled(recovery.flag("PointInTimeRecoveryEnabled"))));
    }

    private List<AttributeDefinition> attributes() {
        return properties.list("AttributeDefinitions").stream()
                .map(attribute -> AttributeDefinition.builder()
                        .attributeName(attribute.text("AttributeName"))
                        .attributeType(attribute.text("AttributeType"))
                        .build())
                .toList();
    }

    private List<KeySchemaElement> key() {
        return properties.list("KeySchema").stream()
                .map(part -> KeySchemaElement.builder()
                        .attributeName(part.text("AttributeName"))
                        .keyType(part.text("KeyType"))
                        .build())
                .toList();
    }

    private List<Tag> tags() {
        return properties.list("Tags").stream()
                .map(tag -> Tag.builder()
                        .key(tag.text("Key"))
                        .value(tag.text("Value"))
                        .build())
                .toList();
    }
}
