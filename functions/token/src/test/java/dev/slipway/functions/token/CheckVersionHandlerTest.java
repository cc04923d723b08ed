package dev.slipway.functions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CheckVersionHandlerTest {

    private final TestRegistry registry = new TestRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aClientThatIsSignedInIsTold() {
        var answer = registry.answer(CheckVersionHandler::new, Events.read("check-version"));

        assertThat(answer.whole()).isEqualTo("200\ncontent-type: application/json\n{}");
        assertThat(answer.header("docker-distribution-api-version")).isEqualTo("registry/2.0");
        assertThat(registry.calls()).isEmpty();
    }

    @Test
    void headAnswersWhatGetWould() {
        var answer = registry.answer(CheckVersionHandler::new, Events.read("head-version"));

        assertThat(answer.whole()).isEqualTo("200\ncontent-type: application/json\nslipway-content-length: 2\n");
    }

    @Test
    void aClientThatIsNotSignedInIsToldWhereToSignIn() {
        var answer = registry.answer(
                CheckVersionHandler::new, Events.read("check-version").withoutHeader("authorization"));

        assertThat(answer.error()).isEqualTo("401 UNAUTHORIZED");
        assertThat(answer.header("www-authenticate"))
                .isEqualTo("Bearer realm=\"https://registry.example.com/token\",service=\"registry.example.com\"");
    }
}
