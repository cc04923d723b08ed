package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.CloudWatchReceipts;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Background;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Posting;
import dev.slipway.registry.cost.ReceiptLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Brings the ledger up to date from the log for as long as Lambda allows, whatever the event; the next invocation goes on. It
 * logs and answers what was done, as one line of JSON.
 */
public final class PostReceiptsHandler implements RequestStreamHandler {

    /** Enough for an hour that was begun. */
    private static final long RESERVE = Duration.ofMinutes(5).toMillis();

    private final Registry registry;
    private final ReceiptLines lines;

    /** For Lambda. */
    public PostReceiptsHandler() {
        this(RegistryOnAws.fromEnvironment(), CloudWatchReceipts.fromEnvironment());
    }

    public PostReceiptsHandler(Registry registry, ReceiptLines lines) {
        this.registry = registry;
        this.lines = lines;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var posting = new Posting(registry.table(), lines, registry.clock());
        var hours = Background.run(
                registry,
                context,
                HourlySums.LEDGER,
                () -> posting.run(() -> context.getRemainingTimeInMillis() > RESERVE));
        var line = "{\"task\":\"post-receipts\",\"hours\":%d}".formatted(hours);
        context.getLogger().log(line + "\n");
        answer.write(line.getBytes(UTF_8));
    }
}
