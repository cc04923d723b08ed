package dev.slipway.local.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.edge.EdgeDecision;
import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.EdgeResponse;
import dev.slipway.local.edge.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsLimitsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @CsvSource({"8191, 200", "8192, 414"})
    void aUrlHasABound(int length, int status) {
        try (var limits = limits(LONG)) {
            var edge = limits.around(new Passing());

            var decision =
                    edge.request(new EdgeRequest("GET", "/" + "a".repeat(99), "b".repeat(length - 100), Map.of(), ""));

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            EdgeDecision.Answer.class,
                            answer -> assertThat(answer.status()).isEqualTo(status));
        }
    }

    @ParameterizedTest
    @CsvSource({"API, 10228, 200", "API, 10229, 431", "BUCKET, 15000, 200", "RELAY, 15000, 200"})
    void theHeadOfARequestForTheApiHasABound(Origin origin, int length, int status) throws Exception {
        try (var limits = limits(LONG)) {
            var request = request(Map.of("a", List.of("b".repeat(length))), 0, InputStream.nullInputStream());

            limits.around(origin, AwsLimitsTest::answer).handle(request, answers::add);

            assertThat(answered().status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "5", "-1"})
    void whoeverTakesTooLongAfterTheLastByteIsAnsweredFor(long length) throws Exception {
        try (var limits = limits(SHORT)) {
            var body = new ByteArrayInputStream("hello".getBytes(UTF_8), 0, length == 0 ? 0 : 5);
            OriginServer slow = (request, reply) -> {
                var content = request.body().readAllBytes();
                assertThat(answered().status()).isEqualTo(504);
                reply.accept(new Answer(200, Map.of(), Body.of(content)));
            };

            limits.around(Origin.RELAY, slow).handle(request(Map.of(), length, body), answers::add);

            assertThat(answers).isEmpty();
        }
    }

    @Test
    void aBodyMayTakeAsLongAsItLikes() throws Exception {
        try (var limits = limits(SHORT)) {
            var body = new InputStream() {
                @Override
                public int read() {
                    return 'a';
                }
            };
            OriginServer early = (request, reply) -> {
                request.body().readNBytes(100);
                reply.accept(Answer.of(200, "text/plain", "enough"));
            };

            limits.around(Origin.RELAY, early).handle(request(Map.of(), -1, body), answers::add);

            assertThat(answered().status()).isEqualTo(200);
        }
    }

    private Answer answered() throws IOException {
        try {
            var answer = answers.poll(30, TimeUnit.SECONDS);
            assertThat(answer).isNotNull();
            return answer;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void answer(OriginRequest request, Consumer<Answer> reply) {
        reply.accept(Answer.of(200, "text/plain", "ok"));
    }

    private static OriginRequest request(Map<String, List<String>> headers, long length, InputStream body) {
        return new OriginRequest("PATCH", "/path", "q", headers, "", length, body);
    }

    private static AwsLimits limits(Duration wait) {
        return new AwsLimits(Map.of(Origin.API, wait, Origin.BUCKET, wait, Origin.RELAY, wait));
    }

    private static final class Passing implements EdgeStep {

        @Override
        public EdgeDecision request(EdgeRequest viewer) {
            return new EdgeDecision.Answer(200, Map.of(), "");
        }

        @Override
        public EdgeResponse response(EdgeDecision.Forward forward, EdgeResponse response) {
            return response;
        }
    }
}
