package dev.slipway.aws;

import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The request units of DynamoDB's calls: those that it reports, and where it does not report what it charges, the least that
 * it charges (Amazon DynamoDB Developer Guide, "DynamoDB read and write operations").
 */
final class Capacity {

    private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

    private Capacity() {}

    /** The request, which asks for a report of its units. */
    static SdkRequest reported(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(TOTAL).build();
            case BatchGetItemRequest batch ->
                batch.toBuilder().returnConsumedCapacity(TOTAL).build();
            case QueryRequest query ->
                query.toBuilder().returnConsumedCapacity(TOTAL).build();
            case PutItemRequest put ->
                put.toBuilder().returnConsumedCapacity(TOTAL).build();
            case UpdateItemRequest update ->
                update.toBuilder().returnConsumedCapacity(TOTAL).build();
            case DeleteItemRequest delete ->
                delete.toBuilder().returnConsumedCapacity(TOTAL).build();
            case TransactWriteItemsRequest all ->
                all.toBuilder().returnConsumedCapacity(TOTAL).build();
            default -> request;
        };
    }

    /** What most of a request's units are; empty for a request that has none. */
    static Optional<Unit> unit(SdkRequest request) {
        return switch (request) {
            case GetItemRequest _, BatchGetItemRequest _, QueryRequest _ -> Optional.of(Unit.TABLE_READ);
            case PutItemRequest _, UpdateItemRequest _, DeleteItemRequest _, TransactWriteItemsRequest _ ->
                Optional.of(Unit.TABLE_WRITE);
            default -> Optional.empty();
        };
    }

    /** What an answer reports. */
    static Usage of(SdkRequest request, SdkResponse response) {
        var usage = Usage.NONE;
        var unit = unit(request);
        if (unit.isPresent()) {
            for (var consumed : reports(response)) {
                usage = usage.plus(usage(consumed, unit.get()));
            }
        }
        return usage;
    }

    /** What a write costs whose condition did not hold: a unit, and two for each action of a transaction. Empty for another failure. */
    static Optional<Integer> refused(SdkRequest request, Throwable failure) {
        return switch (failure) {
            case ConditionalCheckFailedException _ -> Optional.of(1);
            case TransactionCanceledException canceled
            when request instanceof TransactWriteItemsRequest all && isValid(canceled) ->
                Optional.of(2 * all.transactItems().size());
            default -> Optional.empty();
        };
    }

    /** Whether DynamoDB took the actions as such: of a single write it says in another way that it did not. */
    private static boolean isValid(TransactionCanceledException canceled) {
        return canceled.cancellationReasons().stream().noneMatch(reason -> "ValidationError".equals(reason.code()));
    }

    /** A transaction that is sent again, and was made the first time, is charged as a read. */
    private static Usage usage(ConsumedCapacity consumed, Unit unit) {
        var read = consumed.readCapacityUnits();
        var write = consumed.writeCapacityUnits();
        if (read == null && write == null) {
            return Usage.NONE.plus(unit, whole(consumed.capacityUnits()));
        }
        return Usage.NONE.plus(Unit.TABLE_READ, whole(read)).plus(Unit.TABLE_WRITE, whole(write));
    }

    /** Half units are for reads that may be stale, and there are none here. */
    private static long whole(@Nullable Double units) {
        return units == null ? 0 : (long) Math.ceil(units);
    }

    private static List<ConsumedCapacity> reports(SdkResponse response) {
        return switch (response) {
            case GetItemResponse get -> one(get.consumedCapacity());
            case BatchGetItemResponse batch -> batch.consumedCapacity();
            case QueryResponse query -> one(query.consumedCapacity());
            case PutItemResponse put -> one(put.consumedCapacity());
            case UpdateItemResponse update -> one(update.consumedCapacity());
            case DeleteItemResponse delete -> one(delete.consumedCapacity());
            case TransactWriteItemsResponse all -> all.consumedCapacity();
            default -> List.of();
        };
    }

    private static List<ConsumedCapacity> one(@Nullable ConsumedCapacity consumed) {
        return consumed == null ? List.of() : List.of(consumed);
    }
}
