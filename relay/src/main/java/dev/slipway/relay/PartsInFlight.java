package dev.slipway.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** The parts of one upload on their way to the bucket, a few at a time. Each frees its buffer when it is done. */
final class PartsInFlight implements AutoCloseable {

    private record Sending(Future<SentPart> outcome, PartBuffer content) {}

    private final NearBucket near;
    private final PatientClient client;
    private final ExecutorService threads;
    private final int limit;
    private final URI base;
    private final Duration timeout;
    private final Deque<Sending> sending = new ArrayDeque<>();
    private final List<SentPart> sent = new ArrayList<>();

    PartsInFlight(NearBucket near, PatientClient client, ExecutorService threads, RelaySettings settings) {
        this.near = near;
        this.client = client;
        this.threads = threads;
        this.limit = settings.partsInFlight();
        this.base = settings.registry();
        this.timeout = settings.partTimeout();
    }

    /** Sends a part, at once or when one before it has arrived; its buffer is no longer the caller's. */
    void send(PartUrl place, PartBuffer content) throws Refused, InterruptedException {
        while (sending.size() >= limit) {
            settleOldest();
        }
        sending.add(new Sending(threads.submit(() -> put(place, content)), content));
    }

    /** Waits for the rest; all parts in their order. */
    List<SentPart> sent() throws Refused, InterruptedException {
        while (!sending.isEmpty()) {
            settleOldest();
        }
        return List.copyOf(sent);
    }

    /** Gives up what is still on its way. */
    @Override
    public void close() {
        sending.forEach(part -> {
            part.outcome().cancel(true);
            part.content().close();
        });
    }

    private void settleOldest() throws Refused, InterruptedException {
        try {
            sent.add(sending.element().outcome().get());
            sending.remove();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Refused refused ? refused : lost();
        }
    }

    private SentPart put(PartUrl place, PartBuffer content) throws Refused, InterruptedException {
        try (content) {
            var size = content.size();
            var url = base.resolve(place.url());
            var stored = near.put(url, content.open(size), size);
            var tag = stored.isPresent() ? stored.get() : send(url, content.first(size));
            return new SentPart(place.number(), tag, size);
        } catch (IllegalArgumentException unusable) {
            throw Refused.trouble("the registry gave an unusable place for a part");
        } catch (IOException failed) {
            throw lost();
        }
    }

    private String send(URI url, BodyPublisher content) throws Refused, InterruptedException {
        var request = HttpRequest.newBuilder(url).PUT(content).build();
        return client.send(request, timeout, status -> status == 200)
                .filter(last -> last.statusCode() == 200)
                .flatMap(last -> last.headers().firstValue("ETag"))
                .orElseThrow(PartsInFlight::lost);
    }

    private static Refused lost() {
        return Refused.trouble("the bucket did not take a part; please try again");
    }
}
