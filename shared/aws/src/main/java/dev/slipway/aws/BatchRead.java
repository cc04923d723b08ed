package dev.slipway.aws;

import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads many items, 100 a call. DynamoDB leaves some out where an answer would be too large (16 MB) or the table is too
 * busy: those go into the next call, after a pause if a call brought nothing at all.
 */
final class BatchRead {

    private static final int MOST_KEYS = 100;
    private static final int MOST_EMPTY_ANSWERS = 8;
    private static final BackoffStrategy PAUSE =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(2));

    private final DynamoDbClient client;
    private final String table;
    private final Deque<Key> waiting;
    private final Map<Key, Item> found = new HashMap<>();
    private int emptyAnswers;

    BatchRead(DynamoDbClient client, String table, Collection<Key> keys) {
        this.client = client;
        this.table = table;
        this.waiting = new ArrayDeque<>(new LinkedHashSet<>(keys));
    }

    Map<Key, Item> items() {
        while (!waiting.isEmpty()) {
            var asked = next();
            var unread = read(asked);
            waiting.addAll(unread);
            if (unread.size() == asked.size()) {
                pause();
            }
        }
        return found;
    }

    private List<Key> next() {
        var keys = new ArrayList<Key>();
        while (keys.size() < MOST_KEYS && !waiting.isEmpty()) {
            keys.add(waiting.remove());
        }
        return keys;
    }

    private List<Key> read(List<Key> keys) {
        var wanted = KeysAndAttributes.builder()
                .keys(keys.stream().map(Attributes::of).toList())
                .consistentRead(true)
                .build();
        var response =
                Contention.calling(() -> client.batchGetItem(request -> request.requestItems(Map.of(table, wanted))));
        for (var attributes : response.responses().getOrDefault(table, List.of())) {
            var item = Attributes.item(attributes);
            found.put(item.key(), item);
        }
        var unprocessed = response.unprocessedKeys().get(table);
        return unprocessed == null
                ? List.of()
                : unprocessed.keys().stream().map(Attributes::key).toList();
    }

    private void pause() {
        emptyAnswers++;
        if (emptyAnswers == MOST_EMPTY_ANSWERS) {
            throw Contention.tooBusy();
        }
        try {
            Thread.sleep(PAUSE.computeDelay(emptyAnswers));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the table was busy", stopped);
        }
    }
}
