package dev.slipway.aws;

import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Items in one DynamoDB table. All reads are strongly consistent.
 *
 * <p>An answer can be lost after its request took effect, and the request is then sent again. Sent as it is, a write such
 * as "put where there is none" would come back refused by itself, and a counter would be raised twice. So a single write
 * is sent as such, at the price of one, only when making it twice comes out the same; any other is a transaction of one,
 * whose token makes DynamoDB answer a repetition as it answered the first, and which costs two.
 */
public final class DynamoDbTable implements Table {

    private final DynamoDbClient client;
    private final String name;

    public DynamoDbTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    @Override
    public Optional<Item> get(Key key) {
        var response = Contention.calling(() -> client.getItem(
                request -> request.tableName(name).key(Attributes.of(key)).consistentRead(true)));
        return response.hasItem() ? Optional.of(Attributes.item(response.item())) : Optional.empty();
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys) {
        return new BatchRead(client, name, keys).items();
    }

    @Override
    public List<Item> query(Query query) {
        return QueryRequests.of(name, query)
                .map(request -> pages(query, request))
                .orElse(List.of());
    }

    @Override
    public Set<Key> write(List<Write> writes) {
        check(writes);
        var write = writes.getFirst();
        return writes.size() == 1 && Repeatable.isRepeatable(write) ? writeOne(write) : transact(writes);
    }

    private static void check(List<Write> writes) {
        if (writes.isEmpty() || writes.size() > MOST_WRITES) {
            throw new IllegalArgumentException("1 to " + MOST_WRITES + " writes, not " + writes.size());
        }
        if (writes.stream().allMatch(Write.Check.class::isInstance)) {
            throw new IllegalArgumentException("nothing but checks");
        }
        if (writes.stream().map(Write::key).distinct().count() < writes.size()) {
            throw new IllegalArgumentException("a key twice");
        }
    }

    private List<Item> pages(Query query, QueryRequest.Builder request) {
        var items = new ArrayList<Item>();
        Map<String, AttributeValue> next = Map.of();
        do {
            request.limit(QueryRequests.pageLimit(query, query.limit() - items.size()));
            request.exclusiveStartKey(next.isEmpty() ? null : next);
            var page = Contention.calling(() -> client.query(request.build()));
            page.items().stream()
                    .map(Attributes::item)
                    .filter(item -> !item.key().sort().equals(query.after()))
                    .limit(query.limit() - items.size())
                    .forEach(items::add);
            next = page.lastEvaluatedKey();
        } while (!next.isEmpty() && items.size() < query.limit());
        return items;
    }

    private Set<Key> writeOne(Write write) {
        try {
            Contention.calling(() -> switch (write) {
                case Write.Put put -> client.putItem(Requests.single(Requests.put(name, put)));
                case Write.Update update -> client.updateItem(Requests.single(Requests.update(name, update)));
                case Write.Delete delete -> client.deleteItem(Requests.single(Requests.delete(name, delete)));
                case Write.Check check -> throw new IllegalArgumentException("nothing but a check");
            });
            return Set.of();
        } catch (ConditionalCheckFailedException refused) {
            return Set.of(write.key());
        }
    }

    private Set<Key> transact(List<Write> writes) {
        var actions = writes.stream().map(write -> Requests.action(name, write)).toList();
        var token = UUID.randomUUID().toString();
        try {
            Contention.calling(() -> client.transactWriteItems(
                    request -> request.transactItems(actions).clientRequestToken(token)));
            return Set.of();
        } catch (TransactionCanceledException canceled) {
            return refused(writes, canceled);
        }
    }

    private static Set<Key> refused(List<Write> writes, TransactionCanceledException canceled) {
        var refused = new HashSet<Key>();
        var reasons = canceled.cancellationReasons();
        for (var i = 0; i < reasons.size() && i < writes.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                refused.add(writes.get(i).key());
            }
        }
        if (refused.isEmpty()) {
            throw canceled;
        }
        return refused;
    }
}
