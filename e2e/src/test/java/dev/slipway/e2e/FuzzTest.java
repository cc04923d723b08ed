package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A few of the requests that {@link Fuzz} sends for longer. */
class FuzzTest {

    @Test
    void nothingOutOfShapeGetsAnErrorOfTheServers() throws Exception {
        try (var server = Server.start()) {
            var fuzz = new Fuzz(server);
            fuzz.run(20_261_124, 800);
            assertThat(fuzz.violations()).as(fuzz.report()).isEmpty();
        }
    }
}
