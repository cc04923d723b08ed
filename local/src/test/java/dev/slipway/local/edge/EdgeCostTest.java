package dev.slipway.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.ResourceLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much a decision takes, in statements that are executed: the same on every machine. CloudFront ends a function that takes
 * about a millisecond; {@code local/src/test/njs/run.sh} says how long njs needs.
 */
class EdgeCostTest {

    /** A few times what the dearest decision takes, and no loop over what a viewer sends may come near it. */
    private static final int MOST = 1_000;

    private static final Engine ENGINE = EdgeContexts.engine();
    private static final EdgeContext.Functions FUNCTIONS =
            EdgeContext.Functions.of(EdgeScripts.bundled(), TestingEdges.WITH_RELAY);

    @AfterAll
    static void close() {
        ENGINE.close(true);
    }

    @Test
    void noDecisionOfTheTableTakesMoreThanAFewHundredStatements() {
        try (var context = limited(MOST)) {
            Rows.all().forEach(row -> {
                context.resetLimits();
                assertThat(context.viewerRequest(event(row.request())))
                        .as(row.request())
                        .isNotEmpty();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"challenge", "manifest", "bucket", "relay", "download"})
    void whatADecisionTakesIsPrinted(String what) {
        var event = event(
                switch (what) {
                    case "challenge" -> "GET /v2/team/app/manifests/latest authorization=";
                    case "manifest" -> "GET /v2/team/app/manifests/latest";
                    case "bucket" ->
                        "PUT " + Rows.UPLOAD + "?state=" + Rows.FRESH + "&digest=" + Rows.DIGEST + " content-length="
                                + Rows.LARGE;
                    case "relay" -> "PATCH " + Rows.UPLOAD + "?state=" + Rows.BEGUN + " transfer-encoding=chunked";
                    default -> "GET " + Rows.DOWNLOAD + "?state=" + Rows.READ;
                });

        var statements = statements(event);

        System.out.printf("edge: %s takes %d statements%n", what, statements);
        assertThat(statements).isBetween(10, MOST / 2);
    }

    /** The least that it can be limited to. */
    private static int statements(String event) {
        var low = 0;
        var high = MOST;
        while (high - low > 1) {
            var middle = (low + high) / 2;
            if (isEnough(event, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean isEnough(String event, int limit) {
        var context = limited(limit);
        try {
            context.resetLimits();
            return !context.viewerRequest(event).isEmpty();
        } catch (EdgeFailure ended) {
            return false;
        } finally {
            context.close();
        }
    }

    private static EdgeContext limited(int statements) {
        return new EdgeContext(
                ENGINE,
                FUNCTIONS,
                builder -> builder.resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(statements, source -> source.getName().equals("viewer-request.js"))
                        .build()));
    }

    private static String event(String request) {
        return EventWriter.viewerRequest(TestingEdges.request(request));
    }
}
