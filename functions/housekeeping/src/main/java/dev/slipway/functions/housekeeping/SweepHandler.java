package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Background;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.Sweep;
import dev.slipway.registry.cost.Account;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Sweeps the bucket for as long as Lambda allows, whatever the event; the next invocation goes on. It logs and answers
 * what was done, as one line of JSON.
 */
public final class SweepHandler implements RequestStreamHandler {

    /** Enough to end what was begun, and its retries. */
    private static final long RESERVE = Duration.ofSeconds(30).toMillis();

    private final Registry registry;
    private final Sweep sweep;

    /** For Lambda. */
    public SweepHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public SweepHandler(Registry registry) {
        this.registry = registry;
        this.sweep = registry.sweep();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var report = Background.run(
                registry,
                context,
                Account.nobody("sweep"),
                () -> sweep.run(() -> context.getRemainingTimeInMillis() > RESERVE));
        var line = json(report);
        context.getLogger().log(line + "\n");
        answer.write(line.getBytes(UTF_8));
    }

    private static String json(Sweep.Report report) {
        return "{\"task\":\"sweep\",\"seen\":%d,\"marked\":%d,\"deleted\":%d,\"bytes\":%d,\"complete\":%b}"
                .formatted(report.seen(), report.marked(), report.deleted(), report.bytes(), report.complete());
    }
}
