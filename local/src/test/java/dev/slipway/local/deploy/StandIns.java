package dev.slipway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.local.Shell;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.InMemoryBucket;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;

/** An account without AWS: the programs {@code aws} and {@code sam} are scripts, table and bucket are in memory. */
final class StandIns implements State {

    static final String ADMIN_TOKEN = "home/.config/slipway/admin-token-";

    private static final String STACK = """
            {"Stacks": [{"StackName": "slipway", "StackStatus": "%s",
              "Parameters": [{"ParameterKey": "CapabilityKeys", "ParameterValue": "****"}%s],
              "Outputs": [%s]}]}
            """;

    private static final Map<String, String> OUTPUTS = Map.of(
            "RegistryHost", "d123.cloudfront.net",
            "RegistryUrl", "https://d123.cloudfront.net",
            "DistributionDomain", "d123.cloudfront.net",
            "DistributionId", "E123",
            "TableName", "slipway-Table-1",
            "BucketName", "slipway-bucket-1",
            "AccessLogBucketName", "slipway-accesslogbucket-1",
            "AuditLogGroup", "slipway-AuditLogs-1");

    final Path folder;
    final InMemoryTable table = new InMemoryTable();
    final InMemoryBucket bucket = new InMemoryBucket();
    final List<String> deleted = new ArrayList<>();
    boolean unreachable;
    boolean keepsBuckets;

    private final Map<String, String> variables = new HashMap<>();
    private String typed = "";

    StandIns(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("checkout"));
        Files.createDirectories(folder.resolve("stand-in"));
        install("aws");
        install("sam");
        variables.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        variables.put("STAND_IN", folder.resolve("stand-in").toString());
        variables.put("SLIPWAY_HOME", folder.resolve("checkout").toString());
        variables.put("AWS_REGION", "eu-central-1");
        has("deployed", stack("CREATE_COMPLETE", Map.of(), OUTPUTS));
    }

    private void install(String name) throws IOException {
        try (var script = Objects.requireNonNull(StandIns.class.getResourceAsStream("/deploy/" + name))) {
            var program = folder.resolve("bin").resolve(name);
            Files.copy(script, program);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Takes a program away. */
    void lacks(String program) throws IOException {
        Files.delete(folder.resolve("bin").resolve(program));
    }

    StandIns set(String name, String value) {
        variables.put(name, value);
        return this;
    }

    StandIns types(String text) {
        typed = text;
        return this;
    }

    /** Puts a file where the scripts look. */
    StandIns has(String name, String content) throws IOException {
        Files.writeString(folder.resolve("stand-in").resolve(name), content);
        return this;
    }

    void forgets(String name) throws IOException {
        Files.delete(folder.resolve("stand-in").resolve(name));
    }

    /** Is deployed already. */
    StandIns isDeployed() throws IOException {
        return isDeployed("UPDATE_COMPLETE", Map.of());
    }

    StandIns isDeployed(String status, Map<String, String> parameters) throws IOException {
        return has("stack", stack(status, parameters, OUTPUTS));
    }

    /** Will have this host. */
    StandIns willBe(String host, Map<String, String> parameters) throws IOException {
        var outputs = new HashMap<>(OUTPUTS);
        outputs.put("RegistryHost", host);
        outputs.put("RegistryUrl", "https://" + host);
        return has("deployed", stack("CREATE_COMPLETE", parameters, outputs));
    }

    /** A stack as CloudFormation tells of it. */
    static String stack(String status, Map<String, String> parameters, Map<String, String> outputs) {
        var more = pairs(parameters, "Parameter");
        return STACK.formatted(status, more.isEmpty() ? "" : ", " + more, pairs(outputs, "Output"));
    }

    private static String pairs(Map<String, String> values, String kind) {
        return String.join(
                ", ",
                values.entrySet().stream()
                        .map(value -> "{\"%sKey\": \"%s\", \"%sValue\": \"%s\"}"
                                .formatted(kind, value.getKey(), kind, value.getValue()))
                        .toList());
    }

    /** What a script wrote; empty where it did not. */
    String written(String name) throws IOException {
        var file = folder.resolve("stand-in").resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Shell.Result deploy(String... arguments) {
        return run(surroundings -> new DeployCommand(surroundings, aws -> this), arguments);
    }

    Shell.Result destroy(String... arguments) {
        return run(surroundings -> new DestroyCommand(surroundings, aws -> this), arguments);
    }

    private Shell.Result run(Function<Surroundings, Object> command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var surroundings = new Surroundings(
                Map.copyOf(variables),
                folder.resolve("home"),
                new ByteArrayInputStream(typed.getBytes(UTF_8)),
                prompt -> Optional.empty(),
                InstantSource.system(),
                Duration.ofSeconds(30));
        var code = new CommandLine(command.apply(surroundings))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("slipway: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments);
        return new Shell.Result(code, out.toString(), err.toString());
    }

    @Override
    public Table table(String name) {
        if (unreachable) {
            throw SdkClientException.create("the table does not answer");
        }
        return name.equals(OUTPUTS.get("TableName")) ? table : new InMemoryTable();
    }

    @Override
    public Bucket bucket(String name) {
        return name.equals(OUTPUTS.get("BucketName")) ? bucket : new InMemoryBucket();
    }

    @Override
    public void deleteTable(String name) {
        deleted.add("table " + name);
    }

    @Override
    public void deleteBucket(String name) {
        if (keepsBuckets) {
            throw SdkClientException.create("the bucket does not answer");
        }
        deleted.add("bucket " + name);
    }
}
