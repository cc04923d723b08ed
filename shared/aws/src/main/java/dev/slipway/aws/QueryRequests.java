package dev.slipway.aws;

import dev.slipway.registry.state.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A run of items as a request. A key condition is one range: where a run has both a prefix and a place to begin after,
 * that place itself is in the range too and has to be dropped from what comes back.
 */
public final class QueryRequests {

    private static final String GREATEST = Character.toString(Character.MAX_CODE_POINT);

    private QueryRequests() {}

    /** The request without its limit; empty where the run can hold nothing. */
    static Optional<QueryRequest.Builder> of(String table, Query query) {
        if (isPast(query)) {
            return Optional.empty();
        }
        var expressions = new Expressions();
        var condition = expressions.name(Attributes.PARTITION) + " = "
                + expressions.value(AttributeValue.fromS(query.partition()))
                + range(query, expressions);
        return Optional.of(QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(condition)
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values()));
    }

    /** Whether the run can hold nothing, so that nothing is asked. */
    public static boolean isPast(Query query) {
        if (!query.after().startsWith(query.prefix())) {
            return Arrays.compareUnsigned(bytes(query.after()), bytes(query.prefix())) > 0;
        }
        return !query.prefix().isEmpty()
                && Arrays.compareUnsigned(bytes(query.after()), bytes(query.prefix() + GREATEST)) > 0;
    }

    /** Whether the range begins with the sort key that the run begins after. */
    public static boolean includesAfter(Query query) {
        return !query.prefix().isEmpty() && query.after().startsWith(query.prefix());
    }

    /** How many items a request asks for where so many are missing. */
    public static int pageLimit(Query query, int missing) {
        return includesAfter(query) && missing < Integer.MAX_VALUE ? missing + 1 : missing;
    }

    private static String range(Query query, Expressions expressions) {
        if (includesAfter(query)) {
            var sort = expressions.name(Attributes.SORT);
            return " AND " + sort + " BETWEEN " + expressions.value(AttributeValue.fromS(query.after())) + " AND "
                    + expressions.value(AttributeValue.fromS(query.prefix() + GREATEST));
        }
        if (!query.prefix().isEmpty()) {
            return " AND begins_with(" + expressions.name(Attributes.SORT) + ", "
                    + expressions.value(AttributeValue.fromS(query.prefix())) + ")";
        }
        if (!query.after().isEmpty()) {
            return " AND " + expressions.name(Attributes.SORT) + " > "
                    + expressions.value(AttributeValue.fromS(query.after()));
        }
        return "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
