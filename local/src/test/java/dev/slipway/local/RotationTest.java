package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/rotation.md, walked through. While a deployment is under way the edge may have the new keys and the handlers the old
 * ones, or the other way round, and what one signs meets the other; so every pair signs for every pair.
 */
class RotationTest {

    private static final String OLD = "old:" + "0a".repeat(32);
    private static final String NEW = "new:" + "0b".repeat(32);
    private static final List<String> STEPS = List.of(OLD, OLD + "," + NEW, NEW + "," + OLD, NEW);
    private static final byte[] BLOB = "hello, world\n".getBytes(UTF_8);
    private static final String DIGEST = "sha256:853ff93762a06ddbf722c4ebe9ddd66d8f63ddaea97f521c3ecc20da7c976020";

    @TempDir
    Path data;

    private final HttpClient client = HttpClient.newHttpClient();

    /** What was signed: a bearer token, the URL of an upload, the URL of a blob. */
    private record Signed(String token, String upload, String download) {}

    @Test
    void noRequestFailsWhileKeysAreRotatedInThreeDeployments() throws Exception {
        try (var registry = new RotatingRegistry(data, Set.copyOf(STEPS))) {
            push(registry, OLD);
            for (var step = 1; step < STEPS.size(); step++) {
                assertThat(failures(registry, STEPS.get(step - 1), STEPS.get(step)))
                        .as("from step %d", step - 1)
                        .isEmpty();
            }
        }
    }

    @Test
    void aRotationThatLeavesAStepOutFailsSomeRequest() throws Exception {
        try (var registry = new RotatingRegistry(data, Set.copyOf(STEPS))) {
            push(registry, OLD);
            assertThat(failures(registry, STEPS.get(0), STEPS.get(2))).isNotEmpty();
            assertThat(failures(registry, STEPS.get(1), STEPS.get(3))).isNotEmpty();
        }
    }

    /** Whatever is signed or answered while both keys are deployed here and there, and fails. */
    private Set<String> failures(RotatingRegistry registry, String before, String after) throws Exception {
        var failures = new LinkedHashSet<String>();
        var signed = new ArrayList<Signed>();
        for (var edge : List.of(before, after)) {
            for (var handlers : List.of(before, after)) {
                registry.deploy(edge, handlers);
                failures.addAll(sign(registry, signed));
            }
        }
        for (var edge : List.of(before, after)) {
            for (var handlers : List.of(before, after)) {
                registry.deploy(edge, handlers);
                for (var one : signed) {
                    failures.addAll(use(registry, one));
                }
            }
        }
        return failures;
    }

    private Set<String> sign(RotatingRegistry registry, List<Signed> signed) throws Exception {
        var basic = "Basic " + Base64.getEncoder().encodeToString(("admin:" + registry.password()).getBytes(UTF_8));
        var scope = "/token?service=x&scope=repository:admin/app:pull,push";
        var token = send(registry, "GET", scope, basic, new byte[0]);
        var upload = send(registry, "POST", "/v2/admin/app/blobs/uploads/", basic, new byte[0]);
        var blob = send(registry, "GET", "/v2/admin/app/blobs/" + DIGEST, basic, new byte[0]);
        if (token.statusCode() != 200 || upload.statusCode() != 202 || blob.statusCode() != 307) {
            return Set.of("signing: %s %s %s".formatted(token, upload, blob));
        }
        var text = token.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        signed.add(new Signed("Bearer " + text, location(upload), location(blob)));
        return Set.of();
    }

    private Set<String> use(RotatingRegistry registry, Signed signed) throws Exception {
        var failures = new LinkedHashSet<String>();
        for (var answer : List.of(
                send(registry, "GET", "/v2/admin/app/blobs/" + DIGEST, signed.token(), new byte[0]),
                send(registry, "GET", signed.upload(), "", new byte[0]),
                send(registry, "GET", signed.download(), "", new byte[0]))) {
            if (answer.statusCode() >= 400) {
                failures.add(answer.request().method() + " " + answer.uri().getPath() + ": " + answer.statusCode());
            }
        }
        return failures;
    }

    private void push(RotatingRegistry registry, String keys) throws Exception {
        registry.deploy(keys, keys);
        var basic = "Basic " + Base64.getEncoder().encodeToString(("admin:" + registry.password()).getBytes(UTF_8));
        var pushed = send(registry, "POST", "/v2/admin/app/blobs/uploads/?digest=" + DIGEST, basic, BLOB);
        assertThat(pushed.statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> send(
            RotatingRegistry registry, String method, String path, String authorization, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(registry.url()).resolve(path))
                .method(method, BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElseThrow();
    }
}
