package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Answers;
import dev.slipway.local.manage.RegistryUrl;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/** Sends requests until they have an answer that settles them, and no redirect on. */
public final class Connection implements AutoCloseable {

    /** A manifest is the largest; errors and part URLs are less. */
    private static final int LARGEST_ANSWER = 5 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(1);
    private static final int UNAVAILABLE = 503;
    private static final Set<Integer> PASSING = Set.of(429, 502, UNAVAILABLE, 504);

    private final RegistryUrl registry;
    private final Settings settings;
    private final Consumer<String> remarks;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private volatile boolean answered;

    /**
     * @param remarks is told what the person who waits should know
     */
    public Connection(RegistryUrl registry, Settings settings, Consumer<String> remarks) {
        this(registry, settings, remarks, Optional.empty());
    }

    /**
     * @param trust whom to believe who a registry is, if not those whom Java does
     */
    public Connection(RegistryUrl registry, Settings settings, Consumer<String> remarks, Optional<SSLContext> trust) {
        this.registry = registry;
        this.settings = settings;
        this.remarks = remarks;
        var builder = HttpClient.newBuilder();
        trust.ifPresent(builder::sslContext);
        client = builder.version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(settings.patience().compareTo(CONNECT) < 0 ? settings.patience() : CONNECT)
                .executor(threads)
                .build();
    }

    public RegistryUrl registry() {
        return registry;
    }

    Settings settings() {
        return settings;
    }

    /** The answer to a request that may be sent again, once it is no passing trouble, or the last of several attempts. */
    HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        return send(request, settings.patience());
    }

    /** The same for an answer that the registry may hold back. */
    HttpResponse<byte[]> sendPatiently(HttpRequest request) throws InterruptedException {
        return send(request, settings.slowPatience());
    }

    private HttpResponse<byte[]> send(HttpRequest request, Duration patience) throws InterruptedException {
        var end = Instant.now().plus(settings.verification());
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = once(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER), patience);
                answered = true;
                var retry = retryAfter(answer);
                var goesOn = attempt < settings.attempts()
                        || (answer.statusCode() == UNAVAILABLE
                                && retry.isPresent()
                                && Instant.now().isBefore(end));
                if (!PASSING.contains(answer.statusCode()) || !goesOn) {
                    return answer;
                }
                if (retry.isPresent() && attempt == 1) {
                    remarks.accept(registry + " asks to wait (" + answer.statusCode() + "): trying again for up to "
                            + settings.verification().toMinutes() + " minutes");
                }
                Thread.sleep(retry.orElse(waitAfter(attempt)));
            } catch (IOException e) {
                if (!answered || attempt >= settings.attempts()) { // a registry that never answered is not there
                    throw failure(e, patience);
                }
                Thread.sleep(waitAfter(attempt));
            }
        }
    }

    /** One attempt, which may take as long as an answer may. */
    <T> HttpResponse<T> once(HttpRequest request, BodyHandler<T> handler, Duration patience)
            throws IOException, InterruptedException {
        return settled(client.sendAsync(request, handler), () -> 0, patience);
    }

    /**
     * One attempt, which may take as long as something moves.
     *
     * @param moved how many bytes were sent or received so far
     */
    public <T> HttpResponse<T> whileMoving(HttpRequest request, BodyHandler<T> handler, LongSupplier moved)
            throws IOException, InterruptedException {
        return settled(client.sendAsync(request, handler), moved, settings.patience());
    }

    /** Sleeps before the next attempt, and a little longer by chance, so that what failed together does not come back together. */
    void pause(int attempt) throws InterruptedException {
        Thread.sleep(waitAfter(attempt));
    }

    public CommandFailure failure(IOException why) {
        return failure(why, settings.patience());
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    private CommandFailure failure(IOException why, Duration patience) {
        return new Answers(registry).failure(why, patience);
    }

    private static <T> T settled(CompletableFuture<T> answer, LongSupplier moved, Duration patience)
            throws IOException, InterruptedException {
        try {
            while (true) {
                var before = moved.getAsLong();
                try {
                    return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (moved.getAsLong() == before) {
                        throw new HttpTimeoutException("nothing moved for " + patience.toSeconds() + " seconds");
                    }
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailure failure) {
                throw failure;
            }
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private Duration waitAfter(int attempt) {
        var wait = settings.waitAfter(attempt);
        return wait.plusNanos(ThreadLocalRandom.current().nextLong(wait.toNanos() / 2 + 1));
    }

    /** When an answer says to ask again, within reason. */
    static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) < 0 ? wait : LONGEST_RETRY_AFTER);
    }
}
