package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.Descriptor;
import dev.slipway.local.image.LayoutFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Pulls blobs that a layout does not have yet; what came before a connection broke is not asked for again. */
final class BlobPull {

    /** The registry is still verifying the blob, and says when to ask again. */
    private static final class NotYet extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Duration wait;

        NotYet(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }
    }

    private static final int UNAVAILABLE = 503;
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final Repository repository;
    private final LayoutFolder layout;

    BlobPull(Repository repository, LayoutFolder layout) {
        this.repository = repository;
        this.layout = layout;
    }

    /** Pulls one, if it is not there. */
    void pull(Descriptor blob, Transfer transfer) throws IOException, InterruptedException {
        if (layout.has(blob)) {
            transfer.end(Transfer.Stage.THERE);
            return;
        }
        transfer.begin(Transfer.Stage.RECEIVING, 0, blob.size());
        try (var sink = Sink.open(layout.partial(blob.digest()), blob, transfer)) {
            receive(blob, sink);
            sink.verify();
        }
        layout.settle(blob.digest());
        transfer.end(Transfer.Stage.DONE);
    }

    private void receive(Descriptor blob, Sink sink) throws IOException, InterruptedException {
        var connection = repository.connection();
        var end = Instant.now().plus(connection.settings().verification());
        for (int attempt = 1; !sink.isFull(); attempt++) {
            var before = sink.position();
            try {
                read(blob, sink);
                if (!sink.isFull() && sink.position() == before) {
                    throw new IOException("nothing came");
                }
            } catch (NotYet e) {
                if (Instant.now().isAfter(end)) {
                    throw connection.failure(e);
                }
                attempt = 0;
                Thread.sleep(e.wait);
            } catch (IOException e) {
                sink.check();
                attempt = sink.position() > before ? 1 : attempt;
                if (attempt >= connection.settings().attempts()) {
                    throw connection.failure(e);
                }
                connection.pause(attempt);
            }
        }
    }

    /** One attempt. */
    private void read(Descriptor blob, Sink sink) throws IOException, InterruptedException {
        var shown = repository.authorization();
        var request = repository.blob(blob.digest());
        shown.ifPresent(value -> request.header("Authorization", value));
        var answer = follow(request, sink);
        if (answer.statusCode() == 401) {
            repository.renew(shown, answer);
            repository.authorization().ifPresent(value -> request.setHeader("Authorization", value));
            answer = follow(request, sink);
        }
        switch (answer.statusCode()) {
            case 200, 206 -> sink.check();
            case 416 -> sink.restart(); // what is here is not what is there
            default -> {
                var wait = Connection.retryAfter(answer);
                if (answer.statusCode() == UNAVAILABLE && wait.isPresent()) {
                    throw new NotYet(repository.connection().registry() + " asks to wait", wait.get());
                }
                if (PASSING.contains(answer.statusCode())) {
                    throw new IOException(repository.connection().registry() + " answered " + answer.statusCode());
                }
                throw repository.refused(answer);
            }
        }
    }

    /** Goes where the registry sends; nobody else is shown who asks. */
    private HttpResponse<byte[]> follow(HttpRequest.Builder first, Sink sink) throws IOException, InterruptedException {
        var request = first;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            var built = ranged(request, sink).build();
            var answer = repository.connection().whileMoving(built, sink, sink::moved);
            var to = answer.headers().firstValue("Location");
            if (!REDIRECTS.contains(answer.statusCode()) || to.isEmpty()) {
                return answer;
            }
            request = HttpRequest.newBuilder(target(built.uri(), to.get()));
        }
        throw new CommandFailure(repository.connection().registry() + " sends round in a circle");
    }

    private static HttpRequest.Builder ranged(HttpRequest.Builder request, Sink sink) {
        return sink.position() == 0 ? request : request.setHeader("Range", "bytes=" + sink.position() + "-");
    }

    private URI target(URI from, String to) {
        try {
            var target = from.resolve(to);
            var downgraded = "https".equals(from.getScheme()) && !"https".equals(target.getScheme());
            if (!downgraded && Set.of("http", "https").contains(String.valueOf(target.getScheme()))) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new CommandFailure(repository.connection().registry() + " sends somewhere that is not followed");
    }
}
