package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.Content;
import dev.slipway.registry.name.Digest;
import dev.slipway.relay.PartsAnswer;
import dev.slipway.relay.PartsJson;
import dev.slipway.relay.SentPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One upload at the registry, followed from {@code Location} to {@code Location}. Its URL is all the right it needs. */
final class Upload {

    /** The upload has more or fewer bytes than was thought: ask again where it stands. */
    static final class Moved extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The registry does not know the upload, or no longer. */
    static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final String BYTES = "application/octet-stream";
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-(\\d{1,18})");
    private static final int OUT_OF_ORDER = 416;
    private static final int NOT_FOUND = 404;

    private final Repository repository;
    private URI url;
    private long offset;
    private boolean refused;

    Upload(Repository repository, URI url) {
        this.repository = repository;
        this.url = url;
    }

    URI url() {
        return url;
    }

    /** How many bytes the registry has, as far as is known. */
    long offset() {
        return offset;
    }

    /** Whether the registry has said that the bytes are others than the digest says. */
    boolean isRefused() {
        return refused;
    }

    /** Asks how the upload stands, which gives its URL new time to live. */
    void refresh() throws InterruptedException, Unknown {
        var answer = repository.connection().send(HttpRequest.newBuilder(url).build());
        if (answer.statusCode() == NOT_FOUND) {
            throw new Unknown();
        }
        if (answer.statusCode() / 100 != 2) {
            throw repository.refused(answer);
        }
        follow(answer);
        offset = answer.headers()
                .firstValue("Range")
                .map(RANGE::matcher)
                .filter(Matcher::matches)
                .map(range -> Long.parseLong(range.group(1)) + 1)
                .filter(end -> end > 1) // no bytes and one byte are told in the same way
                .orElse(0L);
    }

    /** Asks where the next parts go; each time the places are at least one, and others. */
    PartsAnswer ask(int count) throws InterruptedException, Unknown {
        var answer = call("POST", "/parts", "", BodyPublishers.ofString(PartsJson.count(count)));
        if (answer.statusCode() == NOT_FOUND) {
            throw new Unknown();
        }
        repository.expect(200, answer);
        var places = places(answer.body());
        offset = places.offset();
        return places;
    }

    private PartsAnswer places(byte[] answer) {
        try {
            var places = PartsJson.answer(answer);
            var parts = places.parts();
            if (!parts.isEmpty()
                    && parts.stream()
                            .allMatch(
                                    place -> place.number() > 0 && !place.url().isEmpty())) {
                return places;
            }
        } catch (IOException e) {
            // it makes no sense
        }
        throw strange("no usable places for parts");
    }

    /** Sends some bytes through the registry; they must be few. */
    void append(Content content, long from, int length) throws InterruptedException, Moved, Unknown {
        var body = BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> {
                    try {
                        return content.open(from, length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                length);
        var request = HttpRequest.newBuilder(url).method("PATCH", body).header("Content-Type", BYTES);
        brought(repository.connection().send(request.build()), from + length);
    }

    /** Adds parts. */
    void add(List<SentPart> parts) throws InterruptedException, Moved, Unknown {
        var body = BodyPublishers.ofByteArray(PartsJson.list(offset, parts));
        var end = offset + parts.stream().mapToLong(SentPart::size).sum();
        brought(call("PUT", "/parts", "", body), end);
    }

    /** Has the registry put the parts together and verify the whole; returns when that is done, or cannot be asked for. */
    void copy() throws InterruptedException {
        var end = Instant.now().plus(repository.connection().settings().verification());
        while (Instant.now().isBefore(end)) {
            var asked = Instant.now();
            var request = HttpRequest.newBuilder(at("/copy", "")).POST(BodyPublishers.noBody());
            if (repository.connection().sendPatiently(request.build()).statusCode() != 202) {
                return; // done, or whatever it is, the closing request tells
            }
            if (Duration.between(asked, Instant.now()).compareTo(Duration.ofSeconds(1)) < 0) {
                repository.connection().pause(1); // it was not held back
            }
        }
    }

    /** Gives it up, as far as the registry can be reached. */
    void cancel() throws InterruptedException {
        try {
            repository.connection().send(HttpRequest.newBuilder(url).DELETE().build());
        } catch (CommandFailure e) {
            // it ends by itself in a day
        }
    }

    /** Closes the upload. */
    void close(Digest digest) throws InterruptedException, Moved, Unknown {
        var request = HttpRequest.newBuilder(at("", "digest=" + digest))
                .PUT(BodyPublishers.noBody())
                .header("Content-Type", BYTES);
        var answer = repository.connection().sendPatiently(request.build());
        check(answer);
        refused = answer.statusCode() == 400;
        repository.expect(201, answer);
    }

    private HttpResponse<byte[]> call(String method, String path, String query, BodyPublisher body)
            throws InterruptedException {
        return repository
                .connection()
                .send(HttpRequest.newBuilder(at(path, query))
                        .method(method, body)
                        .header("Content-Type", "application/json")
                        .build());
    }

    /** A call is made again when its answer is lost. The registry then refuses what it has already done. */
    private void brought(HttpResponse<byte[]> answer, long end) throws InterruptedException, Moved, Unknown {
        try {
            check(answer);
            repository.expect(202, answer);
            follow(answer);
            offset = end;
        } catch (Moved e) {
            refresh();
            if (offset != end) {
                throw e;
            }
        }
    }

    private static void check(HttpResponse<byte[]> answer) throws Moved, Unknown {
        if (answer.statusCode() == OUT_OF_ORDER) {
            throw new Moved();
        }
        if (answer.statusCode() == NOT_FOUND) {
            throw new Unknown();
        }
    }

    private void follow(HttpResponse<byte[]> answer) {
        url = repository.location(answer).orElse(url);
    }

    private URI at(String path, String query) {
        var old = Optional.ofNullable(url.getRawQuery());
        var all = old.map(text -> query.isEmpty() ? text : text + "&" + query).orElse(query);
        return url.resolve(url.getRawPath() + path + (all.isEmpty() ? "" : "?" + all));
    }

    private CommandFailure strange(String what) {
        return new CommandFailure(
                repository.connection().registry() + " gives " + what + ": is it a Slipway registry?");
    }
}
