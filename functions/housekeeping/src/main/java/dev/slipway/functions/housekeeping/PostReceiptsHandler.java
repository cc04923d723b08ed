package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.CloudWatchReceipts;
import dev.slipway.aws.EventBridgeNotices;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Background;
import dev.slipway.registry.Registry;
import dev.slipway.registry.budget.Budgets;
import dev.slipway.registry.budget.Notices;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Posting;
import dev.slipway.registry.cost.ReceiptLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings the ledger up to date from the log for as long as Lambda allows, whatever the event; the next invocation goes on. It
 * logs and answers what was done, as one line of JSON. Owners
 * with a budget are told of what is spent; a warning that could not be given is an error at the end, so that the alarm is raised.
 */
public final class PostReceiptsHandler implements RequestStreamHandler {

    /** Enough for an hour that was begun. */
    private static final long RESERVE = Duration.ofMinutes(5).toMillis();

    private final Registry registry;
    private final ReceiptLines lines;
    private final Notices notices;

    /** For Lambda. */
    public PostReceiptsHandler() {
        this(
                RegistryOnAws.fromEnvironment(),
                CloudWatchReceipts.fromEnvironment(),
                EventBridgeNotices.fromEnvironment());
    }

    public PostReceiptsHandler(Registry registry, ReceiptLines lines, Notices notices) {
        this.registry = registry;
        this.lines = lines;
        this.notices = notices;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var budgets = new Budgets(
                registry.table(),
                registry.receipts()::prices,
                notices,
                registry.audit(),
                registry.clock(),
                problem -> context.getLogger().log("slipway: " + problem + "\n"));
        var done = new AtomicBoolean(true);
        var posting = new Posting(
                registry.table(), lines, month -> done.compareAndSet(true, budgets.update(month)), registry.clock());
        var hours = Background.run(
                registry,
                context,
                HourlySums.LEDGER,
                () -> posting.run(() -> context.getRemainingTimeInMillis() > RESERVE));
        var line = "{\"task\":\"post-receipts\",\"hours\":%d}".formatted(hours);
        context.getLogger().log(line + "\n");
        answer.write(line.getBytes(UTF_8));
        if (!done.get()) {
            throw new IllegalStateException("budgets are not up to date; the next run goes on");
        }
    }
}
