package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Background;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.statement.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Writes the statements of the month that was over last into the bucket, whatever the event; the next invocation writes all of
 * them anew. It logs and answers what was done, as one line of JSON. What it costs is the ledger's.
 */
public final class WriteStatementHandler implements RequestStreamHandler {

    /** Enough for a statement that was begun. */
    private static final long RESERVE = Duration.ofSeconds(60).toMillis();

    private final Registry registry;
    private final Statements statements;

    /** For Lambda. */
    public WriteStatementHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public WriteStatementHandler(Registry registry) {
        this.registry = registry;
        this.statements = registry.statements();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var report = Background.run(
                registry,
                context,
                HourlySums.LEDGER,
                () -> statements.write(() -> context.getRemainingTimeInMillis() > RESERVE));
        var line = "{\"task\":\"write-statement\",\"month\":\"%s\",\"written\":%d,\"complete\":%b}"
                .formatted(report.month(), report.written(), report.complete());
        context.getLogger().log(line + "\n");
        answer.write(line.getBytes(UTF_8));
    }
}
