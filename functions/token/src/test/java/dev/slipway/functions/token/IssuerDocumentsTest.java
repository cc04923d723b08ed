package dev.slipway.functions.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IssuerDocumentsTest {

    private final TestIssuer issuer = new TestIssuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void anIssuerFarAwayLeadsToNothingOnThisMachine() {
        var documents = documents("https://issuer.example.com");

        assertThatThrownBy(() -> documents.fetch(issuer.name() + TestIssuer.KEYS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no https URL");
        assertThat(issuer.requests()).isEmpty();
    }

    @Test
    void asksForJson() throws Exception {
        var asked = new CompletableFuture<String>();
        issuer.answer(TestIssuer.DISCOVERY, exchange -> {
            var headers = exchange.getRequestHeaders();
            asked.complete(headers.getFirst("accept") + " " + headers.getFirst("user-agent"));
            exchange.sendResponseHeaders(404, -1);
        });

        assertThatThrownBy(documents(issuer.name())::discovery).isInstanceOf(IOException.class);
        assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("application/json slipway");
    }

    private static IssuerDocuments documents(String name) {
        return new IssuerDocuments(name, Duration.ofSeconds(10));
    }
}
