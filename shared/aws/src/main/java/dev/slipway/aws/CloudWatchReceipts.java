package dev.slipway.aws;

import dev.slipway.registry.cost.ReceiptLines;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * The receipts and reports among the lines of the log group {@code SLIPWAY_LOGS} of CloudWatch Logs, in the order of their times.
 * To look for them is free of charge.
 */
public final class CloudWatchReceipts implements ReceiptLines {

    /** Lines that have either word (Amazon CloudWatch Logs User Guide, "Filter pattern syntax": unstructured events). */
    private static final String EITHER = "?receipt ?REPORT";

    private final CloudWatchLogsClient logs;
    private final String group;

    CloudWatchReceipts(CloudWatchLogsClient logs, String group) {
        this.logs = logs;
        this.group = group;
    }

    /** The log of this process's own environment. */
    public static CloudWatchReceipts fromEnvironment() {
        return from(System.getenv());
    }

    static CloudWatchReceipts from(Map<String, String> variables) {
        var group = variables.get("SLIPWAY_LOGS");
        if (group == null) {
            throw new IllegalStateException("SLIPWAY_LOGS is not set");
        }
        return new CloudWatchReceipts(AwsClients.logs(new AwsEnvironment(variables)), group);
    }

    @Override
    public void read(Instant from, Instant to, Consumer<Line> line) {
        logs
                .filterLogEventsPaginator(request -> request.logGroupName(group)
                        .startTime(from.toEpochMilli())
                        .endTime(to.toEpochMilli() - 1)
                        .filterPattern(EITHER))
                .events()
                .stream()
                .map(CloudWatchReceipts::line)
                .forEach(line);
    }

    private static Line line(FilteredLogEvent event) {
        return new Line(
                Instant.ofEpochMilli(event.timestamp()),
                event.logStreamName(),
                event.message().strip());
    }
}
