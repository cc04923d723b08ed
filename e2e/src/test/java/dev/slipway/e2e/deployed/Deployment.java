package dev.slipway.e2e.deployed;

import dev.slipway.aws.AwsRegistry;
import dev.slipway.registry.Stores;
import dev.slipway.registry.access.AccessTokens;
import dev.slipway.registry.access.FirstAdministrator;
import dev.slipway.registry.access.Tokens;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A stack of the template on LocalStack, with an administrator, behind the local edge. */
final class Deployment implements AutoCloseable {

    private final Lambda lambda;
    private final Distribution distribution;
    private final Table table;
    private final Command command;

    private Deployment(Lambda lambda, Distribution distribution, Table table, Command command) {
        this.lambda = lambda;
        this.distribution = distribution;
        this.table = table;
        this.command = command;
    }

    /**
     * Creates everything.
     *
     * @param s3 where buckets are
     * @param scratch a folder for code and clients
     */
    static Deployment on(URI s3, URI dynamoDb, Path scratch) throws IOException {
        var template = template("slipway-" + UUID.randomUUID());
        createTable(template, dynamoDb);
        createBucket(template, s3);
        var endpoints = Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(), "AWS_ENDPOINT_URL_S3", s3.toString());
        var lambda = new Lambda(
                template.functions().stream().map(template::function).toList(), scratch.resolve("code"), endpoints);
        var variables = new HashMap<>(template.function("GetBlob").environment());
        variables.putAll(endpoints);
        variables.put("AWS_REGION", Region.US_EAST_1.id());
        var aws = new AwsRegistry(variables);
        var distribution = new Distribution(lambda, aws, Stores.CAPABILITY_KEYS);
        var table = aws.table();
        return new Deployment(
                lambda,
                distribution,
                table,
                new Command(Files.createDirectory(scratch.resolve("home")), administrator(table)));
    }

    /** As it stands before the names of images. */
    String host() {
        return distribution.host();
    }

    /** Runs programs that sign in as the administrator. */
    Command command() {
        return command;
    }

    /** What a tag points at, as the table has it. */
    String digest(String repository, String tag) {
        return table.get(Keys.tag(new RepositoryName(repository), new Tag(tag)))
                .orElseThrow()
                .text("digest");
    }

    /** Has functions ready, by their logical ids, as snapshots are. */
    void start(List<String> functions) throws IOException, InterruptedException {
        for (var function : functions) {
            lambda.instance(function).awaitReady();
        }
    }

    /** The functions that have answered so far. */
    Set<String> answered() {
        return lambda.answered();
    }

    /** What became of events that nobody waits for and that no function could take. */
    List<IOException> failures() {
        return lambda.failures();
    }

    @Override
    public void close() {
        distribution.close();
        lambda.close();
    }

    private static DeployedTemplate template(String name) {
        return DeployedTemplate.read(Map.of(
                        "AWS::StackName",
                        "slipway",
                        "AWS::Partition",
                        "aws",
                        "AWS::AccountId",
                        "000000000000",
                        "Distribution",
                        "E1234567890ABC",
                        "AuditLogs",
                        "slipway-AuditLogs",
                        "Logs",
                        "slipway-Logs",
                        "CopyUpload.Alias",
                        Instance.arn("CopyUpload"),
                        "CapabilityKeys",
                        Stores.CAPABILITY_KEYS,
                        "TokenKeys",
                        Tokens.KEYS))
                .with(Map.of(
                        "Table",
                        name,
                        "Bucket",
                        name,
                        "Bucket.Arn",
                        "arn:aws:s3:::" + name,
                        "AWS::Region",
                        "us-east-1",
                        "AccessLogBucket",
                        "slipway-access-logs",
                        "CountsTransfers",
                        "false",
                        "HasRecords",
                        "false",
                        "IsInVirginia",
                        "true",
                        "HasRelay",
                        "false",
                        "KeepsAccessLog",
                        "false"));
    }

    private static void createTable(DeployedTemplate template, URI endpoint) {
        try (var client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .build()) {
            new TableOfTemplate(client, template.properties("Table")).create(template.name("Table"));
        }
    }

    private static void createBucket(DeployedTemplate template, URI endpoint) throws IOException {
        try (var client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .build()) {
            new BucketOfTemplate(client, template.properties("Bucket"), template.properties("BucketPolicy"))
                    .create(template.name("Bucket"));
        }
    }

    private static String administrator(Table table) {
        var token = new CompletableFuture<String>();
        var clock = Clock.systemUTC();
        new FirstAdministrator(new Owners(table, clock), new AccessTokens(table, clock, new SecureRandom()))
                .createOnce(secret -> token.complete(secret.reveal()));
        return token.join();
    }
}
