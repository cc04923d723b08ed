package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatFailsIsSaidInOneLineAndDoneAgain() throws Exception {
        var times = new CountDownLatch(3);
        try (var _ = start(goOn -> {
            times.countDown();
            throw new IllegalStateException("the disk is full\nand more");
        })) {
            assertThat(times.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(err.toString(UTF_8).lines())
                .isNotEmpty()
                .allMatch(line -> line.equals("slipway: while tidying up: IllegalStateException: the disk is full"));
    }

    @Test
    void workUnderWayIsToldToEndAndWaitedFor() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var housekeeping = start(goOn -> {
            begun.countDown();
            while (goOn.getAsBoolean()) {
                Thread.onSpinWait();
            }
            ended.countDown();
        });
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        housekeeping.close();

        assertThat(ended.getCount()).isZero();
    }

    private Housekeeping start(Consumer<BooleanSupplier> work) {
        return Housekeeping.start(Duration.ZERO, Duration.ofMillis(1), work, new PrintStream(err, true));
    }
}
