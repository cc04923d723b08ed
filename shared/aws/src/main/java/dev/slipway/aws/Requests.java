package dev.slipway.aws;

import dev.slipway.registry.state.Write;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Writes as requests to DynamoDB: alone, or as an action of a transaction. */
final class Requests {

    private Requests() {}

    static TransactWriteItem action(String table, Write write) {
        var action = TransactWriteItem.builder();
        return switch (write) {
            case Write.Put put -> action.put(put(table, put)).build();
            case Write.Update update -> action.update(update(table, update)).build();
            case Write.Delete delete -> action.delete(delete(table, delete)).build();
            case Write.Check check -> action.conditionCheck(check(table, check)).build();
        };
    }

    static PutItemRequest single(Put put) {
        return PutItemRequest.builder()
                .tableName(put.tableName())
                .item(put.item())
                .conditionExpression(put.conditionExpression())
                .expressionAttributeNames(put.hasExpressionAttributeNames() ? put.expressionAttributeNames() : null)
                .expressionAttributeValues(put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null)
                .build();
    }

    static UpdateItemRequest single(Update update) {
        return UpdateItemRequest.builder()
                .tableName(update.tableName())
                .key(update.key())
                .updateExpression(update.updateExpression())
                .conditionExpression(update.conditionExpression())
                .expressionAttributeNames(update.expressionAttributeNames())
                .expressionAttributeValues(update.expressionAttributeValues())
                .build();
    }

    static DeleteItemRequest single(Delete delete) {
        return DeleteItemRequest.builder()
                .tableName(delete.tableName())
                .key(delete.key())
                .conditionExpression(delete.conditionExpression())
                .expressionAttributeNames(
                        delete.hasExpressionAttributeNames() ? delete.expressionAttributeNames() : null)
                .build();
    }

    static Put put(String table, Write.Put write) {
        var expressions = new Expressions();
        return Put.builder()
                .tableName(table)
                .item(Attributes.of(write.item()))
                .conditionExpression(expressions.condition(write.condition()))
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values())
                .build();
    }

    static Update update(String table, Write.Update write) {
        var expressions = new Expressions();
        return Update.builder()
                .tableName(table)
                .key(Attributes.of(write.key()))
                .updateExpression(expressions.update(write))
                .conditionExpression(expressions.condition(write.condition()))
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values())
                .build();
    }

    static Delete delete(String table, Write.Delete write) {
        var expressions = new Expressions();
        return Delete.builder()
                .tableName(table)
                .key(Attributes.of(write.key()))
                .conditionExpression(expressions.condition(write.condition()))
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values())
                .build();
    }

    private static ConditionCheck check(String table, Write.Check write) {
        var expressions = new Expressions();
        return ConditionCheck.builder()
                .tableName(table)
                .key(Attributes.of(write.key()))
                .conditionExpression(expressions.condition(write.condition()))
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values())
                .build();
    }
}
