package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.blob.Blob;
import dev.slipway.registry.blob.Downloads;
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

        Downloads.Edge edge = sent -> "/download";
        var bucket = "http://s3.example/b/blobs/copied/" + blob.object() + "?";

        assertThat(new AwsRegistry(variables, credentials).downloads(edge).url(blob, false, "192.0.2.1"))
                .isEqualTo("/download");
        assertThat(new AwsRegistry(variables, credentials).downloads(edge).url(blob, true, "192.0.2.1"))
                .startsWith(bucket);
        variables.put("SLIPWAY_DOWNLOADS", "edge");
        assertThat(new AwsRegistry(variables, credentials).downloads(edge).url(blob, true, "192.0.2.1"))
                .isEqualTo("/download");
        variables.put("SLIPWAY_DOWNLOADS", "s3");
        assertThat(new AwsRegistry(variables, credentials).downloads(edge).url(blob, false, "192.0.2.1"))
                .startsWith(bucket)
                .contains("X-Amz-Expires=300")
                .containsPattern("[?&]x-slipway-transfer=[0-9a-f]{32}&");
        variables.put("SLIPWAY_DOWNLOADS", "nowhere");
        assertThatThrownBy(() -> new AwsRegistry(variables, credentials).downloads(edge))
                .hasMessage("the variable SLIPWAY_DOWNLOADS is auto, edge or s3, not nowhere");
    }

    /** A client that has no IPv4 address reaches no other host. */
    @Test
    void whoComesByIpv6IsSentToAHostThatHasIt() {
        var blob = new Blob(Digest.parse("sha256:" + "00".repeat(32)), 1, UploadId.copy());
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
        var direct = new AwsRegistry(Map.of("SLIPWAY_BUCKET", "b", "AWS_REGION", "us-east-1"), credentials).direct();

        assertThat(direct.url(blob, "0a", "192.0.2.1")).startsWith("https://b.s3.us-east-1.amazonaws.com/blobs/");
        assertThat(direct.url(blob, "0a", "2001:db8::1"))
                .startsWith("https://b.s3.dualstack.us-east-1.amazonaws.com/blobs/");
    }

    @Test
    void makesOnceWhatItIsAskedForTwice() {
        var made = new Once<>(Object::new);

        assertThat(made.get()).isSameAs(made.get());
    }
}
