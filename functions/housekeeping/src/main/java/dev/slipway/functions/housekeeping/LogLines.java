package dev.slipway.functions.housekeeping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.slipway.registry.access.AuditTrail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What CloudWatch Logs hands to a function that subscribes to a log group (CloudWatch Logs User Guide, "Using subscription
 * filters"): JSON, compressed, in base 64, in JSON.
 *
 * @param stream the log stream, which one instance of a function writes
 */
record LogLines(String stream, List<AuditTrail.Line> lines) {

    /** Lambda's own limit for an event, and much more than the 1 MB of lines that are sent at once. */
    private static final int LONGEST = 6 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(LONGEST).build())
            .build();

    /** Reads an event; {@link IOException} for what is none. A test message has no lines. */
    static LogLines read(InputStream event) throws IOException {
        try (var json = JSON.createParser(event)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("data")) {
                    json.nextToken();
                    return readData(Base64.getDecoder().decode(json.getText()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("not in base 64", e);
        }
        throw new IOException("an event without log lines");
    }

    private static LogLines readData(byte[] compressed) throws IOException {
        var stream = "";
        var isData = false;
        var lines = new ArrayList<AuditTrail.Line>();
        try (var json = JSON.createParser(new GZIPInputStream(new ByteArrayInputStream(compressed)))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "messageType" -> isData = json.getText().equals("DATA_MESSAGE");
                    case "logStream" -> stream = json.getText();
                    case "logEvents" -> readLines(json, lines);
                    default -> json.skipChildren();
                }
            }
        }
        return new LogLines(stream, isData ? lines : List.of());
    }

    private static void readLines(JsonParser json, List<AuditTrail.Line> lines) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            var time = 0L;
            var text = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "timestamp" -> time = json.getLongValue();
                    case "message" -> text = json.getText().strip();
                    default -> json.skipChildren();
                }
            }
            lines.add(new AuditTrail.Line(time, text));
        }
    }
}
