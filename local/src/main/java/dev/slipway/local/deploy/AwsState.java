package dev.slipway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.aws.AwsRegistry;
import dev.slipway.local.manage.Json;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Those in DynamoDB and S3, reached as the user of the AWS CLI. */
final class AwsState implements State {

    /** In the place of the name of what is not asked for. */
    private static final String NONE = "none";

    private final Map<String, String> variables;
    private final AwsCredentialsProvider credentials;

    AwsState(Surroundings surroundings, Aws aws) {
        this.variables = new HashMap<>(surroundings.variables());
        this.variables.put("AWS_REGION", aws.region());
        this.credentials = credentials(aws);
    }

    @Override
    public Table table(String name) {
        return registry(name, NONE).table();
    }

    @Override
    public Bucket bucket(String name) {
        return registry(NONE, name).bucket();
    }

    @Override
    public void deleteTable(String name) {
        registry(name, NONE).resources().deleteTable();
    }

    @Override
    public void deleteBucket(String name) {
        registry(NONE, name).resources().deleteBucket();
    }

    private AwsRegistry registry(String table, String bucket) {
        var all = new HashMap<>(variables);
        all.put("SLIPWAY_TABLE", table);
        all.put("SLIPWAY_BUCKET", bucket);
        return new AwsRegistry(all, credentials);
    }

    /** Those of the CLI, which also knows who signed in by a browser; version 1 of it does not tell them. */
    private static AwsCredentialsProvider credentials(Aws aws) {
        var outcome = aws.attempt("configure", "export-credentials", "--format", "process");
        return Optional.of(outcome)
                .filter(found -> !found.failed())
                .flatMap(found -> Json.find(found.out().getBytes(UTF_8)))
                .<AwsCredentialsProvider>map(found -> StaticCredentialsProvider.create(read(found)))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static AwsCredentials read(Json credentials) {
        var id = credentials.text("AccessKeyId");
        var secret = credentials.text("SecretAccessKey");
        return credentials
                .findText("SessionToken")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }
}
