package dev.slipway.local.edge;

import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Edges of each kind, started once, and requests for them in one line of text. */
final class TestingEdges {

    static final String HOST = "registry.example.com";
    static final Prices PRICES = Prices.of(PriceFile.bundled("us-east-1"), LocalDate.of(2026, 11, 10));
    static final EdgeConfig WITH_RELAY = new EdgeConfig(TestingKey.KEYS, "https", true, true, Optional.of(PRICES));
    static final EdgeConfig WITHOUT_RELAY = new EdgeConfig(TestingKey.KEYS, "https", true, false, Optional.of(PRICES));
    static final EdgeConfig OPEN = new EdgeConfig(TestingKey.KEYS, "http", false, true, Optional.of(PRICES));

    private static final CompletableFuture<Edge> RELAYING = Edge.start(EdgeScripts.bundled(), WITH_RELAY);
    private static final CompletableFuture<Edge> PLAIN = Edge.start(EdgeScripts.bundled(), WITHOUT_RELAY);
    private static final CompletableFuture<Edge> ANONYMOUS = Edge.start(EdgeScripts.bundled(), OPEN);

    private TestingEdges() {}

    static Edge relaying() {
        return await(RELAYING);
    }

    static Edge plain() {
        return await(PLAIN);
    }

    static Edge open() {
        return await(ANONYMOUS);
    }

    static Edge await(CompletableFuture<Edge> starting) {
        try {
            return starting.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no edge", e);
        }
    }

    /** {@code METHOD TARGET [NAME=VALUE ...]}: with a host and credentials unless they are given, empty for none. */
    static EdgeRequest request(String line) {
        var words = line.split(" ", -1);
        var headers = new TreeMap<String, List<String>>();
        headers.put("host", List.of(HOST));
        headers.put("authorization", List.of("Bearer token"));
        for (var i = 2; i < words.length; i++) {
            var header = words[i].split("=", 2);
            headers.put(header[0], header[1].isEmpty() ? List.of() : List.of(header[1]));
        }
        var target = words[1].split("\\?", 2);
        return new EdgeRequest(words[0], target[0], target.length == 1 ? "" : target[1], headers, "203.0.113.7");
    }

    /** {@code STATUS CODE [SCOPE]} or {@code ORIGIN TARGET}. */
    static String render(EdgeDecision decision) {
        return switch (decision) {
            case EdgeDecision.Answer answer -> answer.status() + code(answer) + scope(answer);
            case EdgeDecision.Forward forward ->
                forward.origin() + " " + forward.uri() + (forward.query().isEmpty() ? "" : "?" + forward.query());
        };
    }

    private static String code(EdgeDecision.Answer answer) {
        return answer.body().isEmpty()
                ? ""
                : " " + answer.body().replaceFirst("\\{\"errors\":\\[\\{\"code\":\"([A-Z_]+)\".*", "$1");
    }

    private static String scope(EdgeDecision.Answer answer) {
        return answer.headers().getOrDefault("www-authenticate", List.of()).stream()
                .findFirst()
                .map(challenge -> challenge.contains("scope=") ? " " + challenge.split("scope=", 2)[1] : " no scope")
                .orElse("");
    }
}
