package dev.slipway.registry.access;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Writes each event as one line of JSON, of which the first member is {@code audit}. */
public final class AuditLog implements Audit {

    private static final JsonFactory JSON = new JsonFactory();

    private final Consumer<String> lines;
    private final InstantSource clock;

    public AuditLog(Consumer<String> lines, InstantSource clock) {
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public void record(AuditEvent event) {
        var line = new StringWriter();
        try (var json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("audit", event.kind().toString());
            json.writeStringField(
                    "time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("who", event.who());
            json.writeStringField("what", event.what());
            json.writeStringField("from", event.from());
            json.writeStringField("credential", event.credential());
            json.writeStringField("why", event.why());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.accept(line.toString());
    }
}
