package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestContext;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.AuditLog;
import dev.slipway.registry.access.AuditTrail.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeepAuditHandlerTest {

    private static final String STREAM = "2026/11/24/[12]0123456789abcdef0123456789abcdef";

    private final HashMap<String, List<Line>> kept = new HashMap<>();

    @Test
    void whatAHandlerLogsIsKept() throws IOException {
        var logged = new ArrayList<String>();
        new AuditLog(logged::add, () -> Instant.parse("2026-11-24T12:00:00Z"))
                .record(new AuditEvent(AuditEvent.Kind.TOKEN_ISSUED, "alice", "x", "192.0.2.1", "id", "why"));

        handle(event("DATA_MESSAGE", logged.getFirst() + "\n"));

        assertThat(kept).containsOnlyKeys(STREAM);
        assertThat(kept.get(STREAM))
                .containsExactly(new Line(
                        1795521600000L,
                        "{\"audit\":\"token-issued\",\"time\":\"2026-11-24T12:00:00Z\",\"who\":\"alice\",\"what\":\"x\","
                                + "\"from\":\"192.0.2.1\",\"credential\":\"id\",\"why\":\"why\"}"));
    }

    @Test
    void theLinesOfAnEventAreKeptAsTheyAre() throws IOException {
        handle(Events.read("keep-audit").bytes());

        assertThat(kept).containsOnlyKeys(STREAM);
        assertThat(kept.get(STREAM))
                .singleElement()
                .satisfies(line -> assertThat(line.text())
                        .startsWith("{\"audit\":\"token-issued\",")
                        .endsWith("}"));
    }

    @Test
    void aTestMessageIsPassedOver() throws IOException {
        handle(event("CONTROL_MESSAGE", "CWL CONTROL MESSAGE: Checking health of destination"));

        assertThat(kept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"awslogs\":{\"data\":\"!\"}}", "{\"awslogs\":{\"data\":\"aGVsbG8=\"}}"})
    void anythingElseFailsSoThatItIsSeen(String event) {
        assertThatThrownBy(() -> handle(event.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    private void handle(byte[] event) throws IOException {
        new KeepAuditHandler(kept::put)
                .handleRequest(new ByteArrayInputStream(event), OutputStream.nullOutputStream(), new TestContext());
    }

    private static byte[] event(String type, String message) throws IOException {
        var data = """
                {"messageType":"%s","owner":"123456789012","logGroup":"slipway-Logs","logStream":"%s",
                 "subscriptionFilters":["audit"],
                 "logEvents":[{"id":"1","timestamp":1795521600000,"message":"%s"}]}""".formatted(type, STREAM, message.replace("\"", "\\\"").replace("\n", "\\n"));
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(data.getBytes(UTF_8));
        }
        return ("{\"awslogs\":{\"data\":\"" + Base64.getEncoder().encodeToString(compressed.toByteArray()) + "\"}}")
                .getBytes(UTF_8);
    }
}
