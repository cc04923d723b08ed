package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.Content;
import dev.slipway.relay.PartUrl;
import dev.slipway.relay.SentPart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Puts parts into the bucket: so many at once, over all uploads. Each is read from its file as it goes, and again if it must go again. */
final class Parts {

    /** The place that a part was to go to takes none, or no longer: parts must be asked for anew. */
    static final class Expired extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final Connection connection;
    private final Semaphore atOnce;

    Parts(Connection connection) {
        this.connection = connection;
        this.atOnce = new Semaphore(connection.settings().parts(), true);
    }

    SentPart send(PartUrl place, Content content, long from, long size, Transfer transfer)
            throws InterruptedException, Expired {
        atOnce.acquire();
        try {
            return sendNow(place, content, from, size, transfer);
        } finally {
            atOnce.release();
        }
    }

    private SentPart sendNow(PartUrl place, Content content, long from, long size, Transfer transfer)
            throws InterruptedException, Expired {
        for (int attempt = 1; ; attempt++) {
            var moved = new AtomicLong();
            try {
                return once(place, content, from, size, new Counted(transfer, moved));
            } catch (IOException e) {
                transfer.moved(-moved.get());
                if (attempt >= connection.settings().attempts()) {
                    throw new CommandFailure(
                            "a part of " + transfer.label() + " cannot be sent: " + reason(e) + "; " + Push.GO_ON);
                }
                connection.pause(attempt);
            } catch (Expired | RuntimeException | InterruptedException e) {
                transfer.moved(-moved.get());
                throw e;
            }
        }
    }

    private SentPart once(PartUrl place, Content content, long from, long size, Counted counted)
            throws IOException, InterruptedException, Expired {
        var request = HttpRequest.newBuilder(target(place))
                .PUT(new PartBody(content, from, size, counted))
                .build();
        var answer = connection.whileMoving(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), 1 << 20), counted.count()::get);
        var tag = answer.headers().firstValue("ETag");
        if (answer.statusCode() == 200 && tag.isPresent()) {
            return new SentPart(place.number(), tag.get(), Math.toIntExact(size));
        }
        if (answer.statusCode() == 403 || answer.statusCode() == 404) {
            throw new Expired();
        }
        throw new IOException("the bucket answered " + answer.statusCode());
    }

    private URI target(PartUrl place) {
        try {
            return connection.registry().resolve("/").resolve(place.url());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("the registry gives an unusable place for a part");
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? "the connection broke" : e.getMessage();
    }

    /** Tells of the bytes of one attempt. */
    private record Counted(Transfer transfer, AtomicLong count) implements PartBody.Count {

        @Override
        public void begin() {
            transfer.moved(-count.getAndSet(0));
        }

        @Override
        public void add(int bytes) {
            count.addAndGet(bytes);
            transfer.moved(bytes);
        }
    }
}
