package dev.slipway.aws;

import dev.slipway.registry.cost.StandingUse;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * What a deployment on AWS has standing: how many hosted zones and alarms' metrics, its template tells by {@code SLIPWAY_ZONES} and
 * {@code SLIPWAY_ALARM_METRICS}; how large the table and the log groups {@code SLIPWAY_LOG_GROUPS} are, AWS is asked, free of charge.
 */
public final class AwsStandingUse implements StandingUse {

    private final long zones;
    private final long alarms;
    private final TableSize table;
    private final CloudWatchLogsClient logs;
    private final List<String> groups;

    AwsStandingUse(AwsEnvironment environment, TableSize table, CloudWatchLogsClient logs) {
        this.zones = environment.zones();
        this.alarms = environment.alarmMetrics();
        this.table = table;
        this.logs = logs;
        this.groups = environment.logGroups();
    }

    /** That of the deployment that this process is a function of. */
    public static AwsStandingUse fromEnvironment() {
        var variables = System.getenv();
        var environment = new AwsEnvironment(variables);
        return new AwsStandingUse(environment, new AwsRegistry(variables).tableSize(), AwsClients.logs(environment));
    }

    @Override
    public Usage now() {
        return StandingUse.ofTable(table.bytes())
                .plus(Unit.LOG_STORAGE, groups.stream().mapToLong(this::stored).sum())
                .plus(StandingUse.of(Unit.ALARM, alarms))
                .plus(StandingUse.of(Unit.ZONE, zones));
    }

    /** Groups are looked for by how their names begin (Amazon CloudWatch Logs API Reference, DescribeLogGroups). */
    private long stored(String name) {
        return logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(name)).logGroups().stream()
                .filter(group -> group.logGroupName().equals(name))
                .mapToLong(LogGroup::storedBytes)
                .sum();
    }
}
