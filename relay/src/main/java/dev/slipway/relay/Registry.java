package dev.slipway.relay;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The registry's front door. */
final class Registry {

    /** Too many requests, or somebody in between who could not pass one on. */
    static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final PatientClient client;
    private final URI base;
    private final Duration timeout;

    Registry(PatientClient client, RelaySettings settings) {
        this.client = client;
        this.base = settings.registry().resolve("/");
        this.timeout = settings.callTimeout();
    }

    /** Sends a small request on as it came. */
    RelayResponse forward(RelayRequest request, UploadRoute route, BodyPublisher body)
            throws Refused, InterruptedException {
        var uri = URI.create(request.target());
        var query = uri.getRawQuery();
        var call = at(query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query)
                .method(request.method(), body);
        PassedHeaders.request(request, route == UploadRoute.WHOLE, call);
        return PassedHeaders.answer(answer(call.build()));
    }

    /** Begins an upload with the client's own rights. */
    UploadUrl begin(RelayRequest request, UploadUrl uploads) throws Refused, InterruptedException {
        var call = at(uploads.target()).POST(BodyPublishers.noBody());
        request.header("Authorization").ifPresent(value -> call.header("Authorization", value));
        var answer = answer(call.build());
        var location = answer.headers().firstValue("Location");
        if (answer.statusCode() != 202 || location.isEmpty()) {
            throw Refused.by(answer);
        }
        return location(location.get());
    }

    /** One call about an upload, whose URL is all the right it needs. */
    HttpResponse<byte[]> call(String method, String target, String type, BodyPublisher body)
            throws Refused, InterruptedException {
        var call = at(target).method(method, body).header("Content-Type", type);
        var answer = answer(call.build());
        if (answer.statusCode() / 100 != 2) {
            throw Refused.by(answer);
        }
        return answer;
    }

    /** Asks once that the parts of an upload are put together and verified; empty when there is no answer. */
    Optional<HttpResponse<byte[]>> copy(UploadUrl upload, Duration patience) throws Refused, InterruptedException {
        var ask = at(upload.copy()).POST(BodyPublishers.noBody()).build();
        return client.once(ask, patience.compareTo(timeout) < 0 ? patience : timeout);
    }

    /** Reads where the registry says that an upload goes on. */
    static UploadUrl location(String text) throws Refused {
        try {
            return UploadUrl.of(text);
        } catch (IllegalArgumentException unreadable) {
            throw Refused.trouble("the registry gave an unreadable Location");
        }
    }

    private HttpResponse<byte[]> answer(HttpRequest call) throws Refused, InterruptedException {
        var answer = client.send(call, timeout, status -> !PASSING.contains(status))
                .orElseThrow(() -> Refused.trouble("the registry does not answer; please try again"));
        if (PASSING.contains(answer.statusCode())) {
            throw Refused.by(answer);
        }
        return answer;
    }

    /** A target that begins with a slash cannot lead to another host. */
    private HttpRequest.Builder at(String target) throws Refused {
        if (!target.startsWith("/")) {
            throw Refused.trouble("the registry gave an unusable Location");
        }
        return HttpRequest.newBuilder(URI.create(base.getScheme() + "://" + base.getRawAuthority() + target));
    }
}
