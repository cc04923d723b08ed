package dev.slipway.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.blob.CopyRequest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LocalCopiesTest {

    private static final RepositoryName APP = new RepositoryName("team/app");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final LocalCopies copies = new LocalCopies(Duration.ofMinutes(5), 1769, new PrintStream(err, true, UTF_8));
    private final List<CopyRequest> made = new CopyOnWriteArrayList<>();

    @Test
    void whatIsStartedIsMadeBesideTheCaller() throws InterruptedException {
        var upload = UploadId.random();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        copies.by((event, answer, context) -> {
            begun.countDown();
            awaited(goOn);
            assertThat(context.getRemainingTimeInMillis()).isBetween(1, 300_000);
            made.add(CopyRequest.read(event));
        });

        copies.start(APP, upload);
        awaited(begun); // what has not begun when they are closed is left to the next start
        assertThat(made).isEmpty();
        goOn.countDown();
        copies.close();

        assertThat(made).containsExactly(new CopyRequest(APP, upload));
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void whatFailsIsMadeAgainTwice() {
        var upload = UploadId.random();
        var failures = new CopyOnWriteArrayList<String>();
        var third = new CountDownLatch(1);
        copies.by((event, answer, context) -> {
            made.add(CopyRequest.read(event));
            if (made.size() < 3) {
                failures.add(context.getAwsRequestId());
                throw new IOException("no disk\nat all");
            }
            third.countDown();
        });

        copies.start(APP, upload);
        awaited(third);
        copies.close();

        assertThat(made).hasSize(3).containsOnly(new CopyRequest(APP, upload));
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "slipway: while verifying an upload: IOException: no disk",
                        "slipway: while verifying an upload: IOException: no disk");
        assertThat(failures).doesNotHaveDuplicates();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
