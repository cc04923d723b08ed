package dev.slipway.aws;

import dev.slipway.registry.blob.Downloads;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The variables that say where the state is: our own two, and of the SDK's those that have to be known here too. */
record AwsEnvironment(Map<String, String> variables) {

    AwsEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The name of the DynamoDB table. */
    String table() {
        return require("SLIPWAY_TABLE");
    }

    /** The name of the S3 bucket. */
    String bucket() {
        return require("SLIPWAY_BUCKET");
    }

    /** The name of the S3 bucket that access logs are delivered to. */
    String accessLogs() {
        return require("SLIPWAY_ACCESS_LOGS");
    }

    /** What the keys of the access log of the registry's own bucket begin with there, before the year. */
    String accessLogsOfBucket() {
        return require("SLIPWAY_ACCESS_LOGS_OF_BUCKET");
    }

    /** The ARN of the function that copies uploads. */
    String copyFunction() {
        return require("SLIPWAY_COPY_FUNCTION");
    }

    /** Where AWS publishes which addresses it has. */
    URI addressRanges() {
        return URI.create(require("SLIPWAY_ADDRESS_RANGES"));
    }

    /** Lambda sets the region; on a laptop it may be in the AWS profile. */
    Region region() {
        return find("AWS_REGION").map(Region::of).orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion());
    }

    /** What stands in for a service. */
    Optional<URI> endpoint(String service) {
        return Stream.of("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL")
                .flatMap(name -> find(name).stream())
                .findFirst()
                .map(URI::create);
    }

    /** Where clients are sent for a blob, {@code SLIPWAY_DOWNLOADS}. */
    Downloads.Choice downloads() {
        var where = find("SLIPWAY_DOWNLOADS").orElse("auto");
        return Downloads.Choice.find(where)
                .orElseThrow(() ->
                        new IllegalStateException("the variable SLIPWAY_DOWNLOADS is auto, edge or s3, not " + where));
    }

    /** How many hosted zones the deployment has records in. */
    long zones() {
        return count("SLIPWAY_ZONES");
    }

    /** How many metrics the deployment's alarms look at. */
    long alarmMetrics() {
        return count("SLIPWAY_ALARM_METRICS");
    }

    /** The names of the deployment's log groups. */
    List<String> logGroups() {
        return List.of(require("SLIPWAY_LOG_GROUPS").split(","));
    }

    private long count(String name) {
        try {
            return Integer.parseUnsignedInt(require(name));
        } catch (NumberFormatException e) {
            throw new IllegalStateException("the variable " + name + " is a number, not " + require(name), e);
        }
    }

    private String require(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("the variable " + name + " is not set"));
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
