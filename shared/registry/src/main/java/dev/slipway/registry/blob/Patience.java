package dev.slipway.registry.blob;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How much a request does by itself that API Gateway gives 30 seconds, and how long it waits for what others do.
 *
 * @param longest how long a request is held back while its blob is being verified
 * @param largestAtOnce up to how many bytes a request has the bucket copy by itself, where nothing else is to be found out
 * @param pause lets some time go by
 */
public record Patience(Duration longest, long largestAtOnce, Pause pause) {

    /** 20 seconds, which leave 10 for all else; and 256 MiB, which S3 copies in a few seconds. */
    public static final Patience STANDARD = new Patience(Duration.ofSeconds(20), 256L << 20, Patience::sleep);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** How time goes by. */
    @FunctionalInterface
    public interface Pause {
        void pause(Duration time);
    }

    /** Begins to wait. */
    Waiting begin(InstantSource clock) {
        return new Waiting(clock, clock.instant().plus(longest));
    }

    /** A wait, of one request, for one thing or several. */
    final class Waiting {

        private final InstantSource clock;
        private final Instant end;
        private Duration next = FIRST_PAUSE;

        private Waiting(InstantSource clock, Instant end) {
            this.clock = clock;
            this.end = end;
        }

        /** Lets some time go by; or, where none is left, answers false. */
        boolean goOn() {
            var left = Duration.between(clock.instant(), end);
            if (!left.isPositive()) {
                return false;
            }
            pause.pause(shorter(next, left));
            next = shorter(next.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
            return true;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
