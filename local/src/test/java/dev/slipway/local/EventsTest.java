package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.functions.blobs.CopyUploadHandler;
import dev.slipway.functions.housekeeping.ChargeStorageHandler;
import dev.slipway.functions.housekeeping.ChargeTransfersHandler;
import dev.slipway.functions.housekeeping.PostReceiptsHandler;
import dev.slipway.functions.housekeeping.RefreshAddressesHandler;
import dev.slipway.functions.housekeeping.SweepHandler;
import dev.slipway.functions.housekeeping.WriteStatementHandler;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestContext;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.local.gateway.Route;
import dev.slipway.local.gateway.Template;
import dev.slipway.registry.cost.AccessLogs;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.network.Blocks;
import dev.slipway.registry.network.PublishedRanges;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every handler has an event in {@code events/} that it accepts, and every event has its handler. */
class EventsTest {

    private static final Pattern ROUTE = Pattern.compile("\"routeKey\": *\"([^\"]*)\"");

    /** Those that no request calls. */
    private static final List<String> OTHERS = List.of(
            "charge-storage",
            "charge-transfers",
            "copy-upload",
            "keep-audit",
            "post-receipts",
            "refresh-addresses",
            "sweep",
            "write-statement");

    private static final PublishedRanges NO_RANGES = new PublishedRanges("1", Blocks.NONE);

    @Test
    void everyRouteHasAnEventAndEveryEventARoute() throws IOException {
        assertThat(routesOfEvents().values())
                .containsExactlyInAnyOrderElementsOf(Template.bundled().routes().stream()
                        .map(EventsTest::key)
                        .toList());
    }

    static List<String> events() throws IOException {
        return List.copyOf(routesOfEvents().keySet());
    }

    /** Whatever there is or is not: it is no bad request, nobody is turned away, and nothing fails. */
    @ParameterizedTest
    @MethodSource("events")
    void aHandlerAcceptsItsEvent(String event) throws Exception {
        var name = handler(routesOfEvents().getOrDefault(event, ""));
        try (var registry = new TestRegistry().openUpload()) {
            var answer = registry.answer(name, Events.read(event));

            assertThat(answer.status())
                    .as(answer.text())
                    .isNotIn(400, 401, 403, 405)
                    .isLessThan(500);
            assertThat(registry.context().logged()).isEmpty();
        }
    }

    @Test
    void whatNoRequestCallsAcceptsItsEvent() throws IOException {
        try (var registry = new TestRegistry()) {
            var answer = new ByteArrayOutputStream();
            new CopyUploadHandler(registry.registry(CopyUploadHandler.class))
                    .handleRequest(event("copy-upload"), answer, new TestContext());
            new PostReceiptsHandler(registry.registry(PostReceiptsHandler.class), (from, to, line) -> {}, warning -> {})
                    .handleRequest(event("post-receipts"), answer, new TestContext());
            new ChargeStorageHandler(registry.registry(ChargeStorageHandler.class), () -> Usage.NONE)
                    .handleRequest(event("charge-storage"), answer, new TestContext());
            new ChargeTransfersHandler(
                            registry.registry(ChargeTransfersHandler.class),
                            new AccessLogs(registry.stores().bucket(), "cloudfront/", "bucket/"),
                            (from, to, line) -> {})
                    .handleRequest(event("charge-transfers"), answer, new TestContext());
            new RefreshAddressesHandler(registry.registry(RefreshAddressesHandler.class), () -> NO_RANGES)
                    .handleRequest(event("refresh-addresses"), answer, new TestContext());
            new WriteStatementHandler(registry.registry(WriteStatementHandler.class))
                    .handleRequest(event("write-statement"), answer, new TestContext());
            new SweepHandler(registry.registry(SweepHandler.class))
                    .handleRequest(event("sweep"), answer, new TestContext());

            assertThat(answer.toString(UTF_8)).contains("\"complete\":true");
        }
    }

    private static ByteArrayInputStream event(String name) {
        return new ByteArrayInputStream(Events.read(name).bytes());
    }

    private static Map<String, String> routesOfEvents() throws IOException {
        try (var files = Files.list(Path.of("../events"))) {
            return files.filter(file -> !OTHERS.contains(stem(file)))
                    .collect(Collectors.toMap(EventsTest::stem, EventsTest::route, (one, other) -> one, TreeMap::new));
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static String route(Path file) {
        try {
            var route = ROUTE.matcher(Files.readString(file));
            assertThat(route.find()).as(file.toString()).isTrue();
            return route.group(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String handler(String key) {
        return Template.bundled().routes().stream()
                .filter(route -> key(route).equals(key))
                .map(Route::handler)
                .findFirst()
                .orElseThrow();
    }

    private static String key(Route route) {
        return route.method() + " " + route.path();
    }
}
