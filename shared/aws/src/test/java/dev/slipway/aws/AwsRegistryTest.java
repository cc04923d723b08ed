package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.blob.Blob;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsRegistryTest {

    @Test
    void saysWhichVariableIsMissing() {
        assertThatThrownBy(() -> new AwsEnvironment(Map.of()).table())
                .hasMessage("the variable SLIPWAY_TABLE is not set");
        assertThatThrownBy(() -> new AwsEnvironment(Map.of("SLIPWAY_BUCKET", " ")).bucket())
                .hasMessage("the variable SLIPWAY_BUCKET is not set");
    }

    @Test
    void anEndpointOfAServiceComesBeforeTheOneOfAll() {
        var environment = new AwsEnvironment(
                Map.of("AWS_ENDPOINT_URL", "http://all.example", "AWS_ENDPOINT_URL_S3", "http://s3.example"));

        assertThat(environment.endpoint("S3")).contains(URI.create("http://s3.example"));
        assertThat(environment.endpoint("DYNAMODB")).contains(URI.create("http://all.example"));
        assertThat(new AwsEnvironment(Map.of()).endpoint("S3")).isEmpty();
    }

    @Test
    void sendsClientsForABlobWhereItIsTold() {
        var blob = new Blob(Digest.parse("sha256:" + "00".repeat(32)), 1, UploadId.copy());
        var variables = new HashMap<>(
                Map.of("SLIPWAY_BUCKET", "b", "AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL_S3", "http://s3.example"));
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));

        assertThat(new AwsRegistry(variables, credentials).downloads()).isEmpty();
        variables.put("SLIPWAY_DOWNLOADS", "s3");
        assertThat(new AwsRegistry(variables, credentials)
                        .downloads()
                        .orElseThrow()
                        .url(blob))
                .startsWith("http://s3.example/b/blobs/copied/" + blob.object() + "?")
                .contains("X-Amz-Expires=300");
        variables.put("SLIPWAY_DOWNLOADS", "nowhere");
        assertThatThrownBy(new AwsRegistry(variables, credentials)::downloads)
                .hasMessage("the variable SLIPWAY_DOWNLOADS is edge or s3, not nowhere");
    }

    @Test
    void makesOnceWhatItIsAskedForTwice() {
        var made = new Once<>(Object::new);

        assertThat(made.get()).isSameAs(made.get());
    }
}
