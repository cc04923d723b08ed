package dev.slipway.aws;

import dev.slipway.registry.access.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The log group {@code SLIPWAY_AUDIT_LOGS} of CloudWatch Logs, with a stream for each source. */
public final class CloudWatchAuditTrail implements AuditTrail {

    /** A call takes 1,048,576 bytes, each event counted with 26 more than its text (PutLogEvents, API reference). */
    private static final int MOST_BYTES = 1_000_000;

    private static final int MOST_EVENTS = 10_000;
    private static final int OVERHEAD = 26;

    private final CloudWatchLogsClient logs;
    private final String group;

    CloudWatchAuditTrail(CloudWatchLogsClient logs, String group) {
        this.logs = logs;
        this.group = group;
    }

    /** The trail of this process's own environment. */
    public static CloudWatchAuditTrail fromEnvironment() {
        return from(System.getenv());
    }

    static CloudWatchAuditTrail from(Map<String, String> variables) {
        var group = variables.get("SLIPWAY_AUDIT_LOGS");
        if (group == null) {
            throw new IllegalStateException("SLIPWAY_AUDIT_LOGS is not set");
        }
        return new CloudWatchAuditTrail(AwsClients.logs(new AwsEnvironment(variables)), group);
    }

    @Override
    public void keep(String source, List<Line> lines) {
        var batch = new ArrayList<InputLogEvent>();
        var bytes = 0;
        for (var line :
                lines.stream().sorted(Comparator.comparingLong(Line::time)).toList()) {
            var size = line.text().getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
            if (bytes + size > MOST_BYTES || batch.size() == MOST_EVENTS) {
                put(source, batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(InputLogEvent.builder()
                    .timestamp(line.time())
                    .message(line.text())
                    .build());
            bytes += size;
        }
        put(source, batch);
    }

    private void put(String stream, List<InputLogEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            send(stream, events);
        } catch (ResourceNotFoundException unknownStream) {
            create(stream);
            send(stream, events);
        }
    }

    private void send(String stream, List<InputLogEvent> events) {
        logs.putLogEvents(
                request -> request.logGroupName(group).logStreamName(stream).logEvents(events));
    }

    private void create(String stream) {
        try {
            logs.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
        } catch (ResourceAlreadyExistsException sameMoment) {
            return;
        }
    }
}
