package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.blob.CopyRequest;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

class LambdaCopiesTest {

    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:slipway-CopyUpload:live";
    private static final RepositoryName APP = new RepositoryName("team/app");

    private final UploadId upload = UploadId.random();
    private ScriptedServer server;
    private LambdaCopies copies;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        var client = LambdaClient.builder()
                .endpointOverride(server.url())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(AwsClients.http(Duration.ofSeconds(10)))
                .build();
        copies = new LambdaCopies(() -> client, FUNCTION);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givesTheFunctionAnEventAndDoesNotWait() throws IOException {
        server.answersJson(202, "");

        copies.start(APP, upload);

        var call = server.received().getFirst();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(URLDecoder.decode(call.target().getRawPath(), StandardCharsets.UTF_8))
                .isEqualTo("/2015-03-31/functions/" + FUNCTION + "/invocations");
        assertThat(call.headers()).containsEntry("x-amz-invocation-type", "Event");
        var event = new ByteArrayInputStream(call.body().getBytes(StandardCharsets.UTF_8));
        assertThat(CopyRequest.read(event)).isEqualTo(new CopyRequest(APP, upload));
    }

    @Test
    void tooManyEventsAreToldAsSuch() {
        for (var attempt = 0; attempt < 10; attempt++) {
            server.answersJson(
                    429,
                    "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"__type\":"
                            + "\"TooManyRequestsException\"}");
        }

        assertThatThrownBy(() -> copies.start(APP, upload))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.TOOMANYREQUESTS));
    }

    @Test
    void whoNeverCopiesNeedsNoFunction() {
        var none = new CopiesOnDemand(Map.of());

        assertThat(none.longest()).isEqualTo(copies.longest());
        assertThatThrownBy(() -> none.start(APP, upload)).hasMessage("the variable SLIPWAY_COPY_FUNCTION is not set");
    }
}
