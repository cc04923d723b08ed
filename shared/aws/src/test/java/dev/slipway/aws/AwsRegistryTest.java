package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void makesOnceWhatItIsAskedForTwice() {
        var made = new Once<>(Object::new);

        assertThat(made.get()).isSameAs(made.get());
    }
}
