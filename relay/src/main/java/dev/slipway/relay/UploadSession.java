package dev.slipway.relay;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** One upload at the registry: follows it from {@code Location} to {@code Location}. */
final class UploadSession {

    private static final String BYTES = "application/octet-stream";
    private static final String JSON = "application/json";

    private final Registry registry;
    private UploadUrl url;
    private Optional<RelayResponse> latest = Optional.empty();

    UploadSession(Registry registry, UploadUrl url) {
        this.registry = registry;
        this.url = url;
    }

    /** Asks where parts go. Each time the numbers are ones that were not given before. */
    PartsAnswer ask(int count) throws Refused, InterruptedException {
        var answer = registry.call("POST", url.parts(), JSON, BodyPublishers.ofString(PartsJson.count(count)));
        try {
            return PartsJson.answer(answer.body());
        } catch (IOException unreadable) {
            throw Refused.trouble("the registry gave no usable places for parts");
        }
    }

    /** Sends the first bytes of a buffer through the registry, and drops them. */
    void append(PartBuffer buffer, int length) throws Refused, InterruptedException {
        moved(registry.call("PATCH", url.target(), BYTES, buffer.first(length)));
        buffer.drop(length);
    }

    /** Adds parts that lie in the bucket. */
    void add(long offset, List<SentPart> parts) throws Refused, InterruptedException {
        moved(registry.call("PUT", url.parts(), JSON, BodyPublishers.ofByteArray(PartsJson.list(offset, parts))));
    }

    /** Closes the upload with the bytes of a buffer as its last. */
    RelayResponse close(Optional<String> digest, PartBuffer rest) throws Refused, InterruptedException {
        var body = rest.first(rest.size());
        return PassedHeaders.answer(registry.call("PUT", url.closing(digest), BYTES, body));
    }

    /** The answer to the latest call that brought bytes. */
    RelayResponse latest() throws Refused {
        return latest.orElseThrow(() -> Refused.trouble("the registry took no bytes"));
    }

    /** What a client must hear whose bytes do not begin where the upload ends. */
    Refused outOfOrder() throws Refused, InterruptedException {
        var state = registry.call("GET", url.target(), BYTES, BodyPublishers.noBody());
        var error = Refused.because(416, "BLOB_UPLOAD_INVALID", "the bytes do not begin where the upload ends");
        for (var name : List.of("Location", "Range", "Docker-Upload-UUID")) {
            var value = state.headers().firstValue(name);
            error = value.isPresent() ? error.with(name, value.get()) : error;
        }
        return error;
    }

    private void moved(HttpResponse<byte[]> answer) throws Refused {
        latest = Optional.of(PassedHeaders.answer(answer));
        var location = answer.headers().firstValue("Location");
        if (location.isPresent()) {
            url = Registry.location(location.get());
        }
    }
}
