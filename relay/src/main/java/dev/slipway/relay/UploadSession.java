package dev.slipway.relay;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;

/** One upload at the registry: follows it from {@code Location} to {@code Location}. */
final class UploadSession {

    private static final String BYTES = "application/octet-stream";
    private static final String JSON = "application/json";

    private final Registry registry;
    private UploadUrl url;
    private long end;
    private Optional<RelayResponse> latest = Optional.empty();

    UploadSession(Registry registry, UploadUrl url) {
        this.registry = registry;
        this.url = url;
    }

    /** Asks where parts go. Each time the numbers are ones that were not given before. */
    PartsAnswer ask(int count) throws Refused, InterruptedException {
        var answer = registry.call("POST", url.parts(), JSON, BodyPublishers.ofString(PartsJson.count(count)));
        try {
            var places = PartsJson.answer(answer.body());
            end = places.offset();
            return places;
        } catch (IOException unreadable) {
            throw Refused.trouble("the registry gave no usable places for parts");
        }
    }

    /** Sends the first bytes of a buffer through the registry, and drops them. */
    void append(PartBuffer buffer, int length) throws Refused, InterruptedException {
        bring("PATCH", url.target(), BYTES, buffer.first(length), length);
        buffer.drop(length);
    }

    /** Adds parts that lie in the bucket, all of a body in one call: the 640 of 5 GiB are 48 KB. Before it none of them counts. */
    void add(List<SentPart> parts) throws Refused, InterruptedException {
        var list = BodyPublishers.ofByteArray(PartsJson.list(end, parts));
        bring(
                "PUT",
                url.parts(),
                JSON,
                list,
                parts.stream().mapToLong(SentPart::size).sum());
    }

    /** Closes the upload, whose bytes are all there. */
    RelayResponse close(Optional<String> digest) throws Refused, InterruptedException {
        return PassedHeaders.answer(registry.call("PUT", url.closing(digest), BYTES, BodyPublishers.noBody()));
    }

    /** Where the upload stands now. */
    UploadUrl url() {
        return url;
    }

    /** The answer to the latest call that brought bytes. */
    RelayResponse latest() throws Refused {
        return latest.orElseThrow(() -> Refused.trouble("the registry took no bytes"));
    }

    /** What a client must hear whose bytes do not begin where the upload ends. */
    Refused outOfOrder() throws Refused, InterruptedException {
        var state = state();
        var error = Refused.because(416, "BLOB_UPLOAD_INVALID", "the bytes do not begin where the upload ends");
        for (var name : List.of("Location", "Range", "Docker-Upload-UUID")) {
            var value = state.header(name);
            error = value.isPresent() ? error.with(name, value.get()) : error;
        }
        return error;
    }

    private void bring(String method, String target, String type, BodyPublisher body, long length)
            throws Refused, InterruptedException {
        try {
            moved(PassedHeaders.answer(registry.call(method, target, type, body)));
        } catch (Refused refused) {
            moved(broughtBefore(refused, end + length - 1));
        }
        end += length;
    }

    /** A call is made again when its answer is lost. The registry then refuses what it has already done. */
    private RelayResponse broughtBefore(Refused refused, long last) throws Refused, InterruptedException {
        if (refused.response().status() != 416) {
            throw refused;
        }
        var state = state();
        if (!state.header("Range").equals(Optional.of("0-" + last))) {
            throw refused;
        }
        return new RelayResponse(202, state.headers(), new byte[0]);
    }

    private RelayResponse state() throws Refused, InterruptedException {
        return PassedHeaders.answer(registry.call("GET", url.target(), BYTES, BodyPublishers.noBody()));
    }

    private void moved(RelayResponse answer) throws Refused {
        latest = Optional.of(answer);
        var location = answer.header("Location");
        if (location.isPresent()) {
            url = Registry.location(location.get());
        }
    }
}
