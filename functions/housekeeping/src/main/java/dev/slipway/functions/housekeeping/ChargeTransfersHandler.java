package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.AwsRegistry;
import dev.slipway.aws.CloudWatchReceipts;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Background;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.AccessLogs;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.ReceiptLines;
import dev.slipway.registry.cost.TransferCharges;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Charges what passes no function, from the access logs, for as long as Lambda allows, whatever the event; the next invocation goes
 * on. It logs and answers what was done, as one line of JSON. A log that cannot be read is named, and is an error at the end.
 */
public final class ChargeTransfersHandler implements RequestStreamHandler {

    /** Enough for a day that was begun. */
    private static final long RESERVE = Duration.ofMinutes(5).toMillis();

    private final Registry registry;
    private final AccessLogs logs;
    private final ReceiptLines receipts;

    /** For Lambda. */
    public ChargeTransfersHandler() {
        this(
                RegistryOnAws.fromEnvironment(),
                AwsRegistry.fromEnvironment().accessLogs(),
                CloudWatchReceipts.fromEnvironment());
    }

    public ChargeTransfersHandler(Registry registry, AccessLogs logs, ReceiptLines receipts) {
        this.registry = registry;
        this.logs = logs;
        this.receipts = receipts;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var charges = new TransferCharges(registry.table(), logs, receipts, registry.clock());
        var report = Background.run(
                registry,
                context,
                HourlySums.LEDGER,
                () -> charges.run(() -> context.getRemainingTimeInMillis() > RESERVE));
        report.problems().forEach(problem -> context.getLogger().log("slipway: " + problem + "\n"));
        var line = "{\"task\":\"charge-transfers\",\"days\":%d,\"requests\":%d,\"complete\":%b}"
                .formatted(report.days(), report.requests(), report.complete());
        context.getLogger().log(line + "\n");
        answer.write(line.getBytes(UTF_8));
        if (!report.problems().isEmpty()) {
            throw new IllegalStateException(
                    report.problems().size() + " access logs cannot be read; the next run tries again");
        }
    }
}
