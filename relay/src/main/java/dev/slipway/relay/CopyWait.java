package dev.slipway.relay;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits until the registry has put the parts of an upload together and knows their hash, so that the closing request need
 * only compare. Nothing that happens here is an error: the closing request settles it.
 */
final class CopyWait {

    private static final int UNDER_WAY = 202;
    private static final long LONGEST_PAUSE = 5;

    private final Registry registry;
    private final RelaySettings settings;

    CopyWait(Registry registry, RelaySettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /**
     * Asks again and again until it is done. The registry holds each answer back for a while.
     *
     * @param end when the client's body ended, by {@link System#nanoTime}
     * @param closing whether the closing request, for which the client waits too, is still to come: a third of the time is
     *     left for that
     */
    void await(UploadUrl upload, long end, boolean closing) throws Refused, InterruptedException {
        var wait = settings.copyWait().toNanos();
        var deadline = end + (closing ? wait * 2 / 3 : wait);
        for (int failures = 0; failures < settings.attempts() && left(deadline).isPositive(); ) {
            var answer = registry.copy(upload, left(deadline));
            var status = answer.map(HttpResponse::statusCode);
            if (status.isPresent() && status.get() != UNDER_WAY && !Registry.PASSING.contains(status.get())) {
                return;
            }
            failures = status.equals(Optional.of(UNDER_WAY)) ? 0 : failures + 1;
            var pause = pause(answer);
            if (left(deadline).compareTo(pause) > 0) {
                Thread.sleep(pause);
            }
        }
    }

    /** As long as the registry says, within reason. */
    private Duration pause(Optional<HttpResponse<byte[]>> answer) {
        var asked = answer.flatMap(last -> last.headers().firstValue("Retry-After"))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Math.min(LONGEST_PAUSE, Long.parseLong(text))))
                .orElse(Duration.ZERO);
        return asked.compareTo(settings.backOff()) > 0 ? asked : settings.backOff();
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime());
    }
}
