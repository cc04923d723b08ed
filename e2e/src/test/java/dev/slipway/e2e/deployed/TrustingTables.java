package dev.slipway.e2e.deployed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** DynamoDB's calls on tables that keep whole items, as they were put; an answer with a {@code __type} is an error. */
final class TrustingTables {

    private final Map<String, Properties> items = new ConcurrentHashMap<>();

    /** Answers an operation, such as {@code GetItem}. */
    Map<String, Object> answer(String operation, Properties request) {
        return switch (operation) {
            case "GetItem" ->
                find(request.text("TableName"), request.at("Key"))
                        .<Map<String, Object>>map(item -> Map.of("Item", item.members()))
                        .orElse(Map.of());
            case "BatchGetItem" -> batch(request.at("RequestItems"));
            case "DescribeTable" -> Map.of("Table", Map.of("TableSizeBytes", 0, "ItemCount", 0));
            case "Query" -> Map.of("Items", List.of(), "Count", 0, "ScannedCount", 0);
            case "PutItem" -> put(request);
            case "TransactWriteItems" -> transact(request.list("TransactItems"));
            case "UpdateItem", "DeleteItem" -> Map.of();
            default -> Map.of("__type", "UnknownOperationException", "message", "a function calls " + operation);
        };
    }

    private Map<String, Object> transact(List<Properties> actions) {
        var holds = actions.stream().map(this::holds).toList();
        if (holds.contains(false)) {
            return Map.of(
                    "__type",
                    "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                    "CancellationReasons",
                    holds.stream()
                            .map(held -> Map.of("Code", held ? "None" : "ConditionalCheckFailed"))
                            .toList());
        }
        actions.stream().filter(action -> action.has("Put")).forEach(action -> put(action.at("Put")));
        return Map.of();
    }

    /** Of conditions, that something else be there is the one that is looked at. */
    private boolean holds(Properties action) {
        if (!action.has("ConditionCheck")) {
            return true;
        }
        var check = action.at("ConditionCheck");
        return !check.text("ConditionExpression").startsWith("attribute_exists(")
                || find(check.text("TableName"), check.at("Key")).isPresent();
    }

    private Map<String, Object> put(Properties request) {
        items.put(place(request.text("TableName"), request.at("Item")), request.at("Item"));
        return Map.of();
    }

    private Map<String, Object> batch(Properties tables) {
        var found = new HashMap<String, Object>();
        for (var table : tables.names()) {
            found.put(
                    table,
                    tables.at(table).list("Keys").stream()
                            .flatMap(key -> find(table, key).stream())
                            .map(Properties::members)
                            .toList());
        }
        return Map.of("Responses", found, "UnprocessedKeys", Map.of());
    }

    private Optional<Properties> find(String table, Properties key) {
        return Optional.ofNullable(items.get(place(table, key)));
    }

    private static String place(String table, Properties item) {
        return table + " " + item.text("pk") + " " + item.text("sk");
    }
}
