package dev.slipway.relay;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;

/**
 * Sends a request until it has an answer that settles it.
 *
 * <p>Every call of the relay may be sent twice: an upload URL and the list of parts say which offset they are for, so that
 * the registry never does one twice, and an upload begun in vain disappears by itself.
 */
final class PatientClient implements AutoCloseable {

    /** An answer is at most 100 part URLs or an error: 4 MiB are many. */
    private static final int LARGEST_ANSWER = 4 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final int attempts;
    private final Duration backOff;

    PatientClient(RelaySettings settings) {
        attempts = settings.attempts();
        backOff = settings.backOff();
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * The first answer whose status settles the request, else the last one there was.
     *
     * @return empty when no attempt was answered
     */
    Optional<HttpResponse<byte[]>> send(HttpRequest request, Duration timeout, IntPredicate settles)
            throws InterruptedException {
        var last = Optional.<HttpResponse<byte[]>>empty();
        for (int attempt = 1; attempt <= attempts; attempt++) {
            var answer = once(request, timeout);
            if (answer.isPresent() && settles.test(answer.get().statusCode())) {
                return answer;
            }
            last = answer.isPresent() ? answer : last;
            if (attempt < attempts) {
                Thread.sleep(waitAfter(attempt));
            }
        }
        return last;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** One attempt; empty when it was not answered. */
    Optional<HttpResponse<byte[]>> once(HttpRequest request, Duration timeout) throws InterruptedException {
        try {
            return Optional.of(answer(request, timeout));
        } catch (IOException unanswered) {
            return Optional.empty();
        }
    }

    /** Unlike the request's own timeout this one covers the answer's body. */
    private HttpResponse<byte[]> answer(HttpRequest request, Duration timeout)
            throws IOException, InterruptedException {
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER);
        var answer = client.sendAsync(request, handler);
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("no answer within " + timeout);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Doubled each time, and up to half as long again, so that uploads that failed together do not come back together. */
    private Duration waitAfter(int attempt) {
        var base = backOff.toNanos() << (attempt - 1);
        return Duration.ofNanos(base + ThreadLocalRandom.current().nextLong(base / 2 + 1));
    }
}
