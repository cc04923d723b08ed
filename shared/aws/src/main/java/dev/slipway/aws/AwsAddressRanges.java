package dev.slipway.aws;

import dev.slipway.registry.network.PublishedRanges;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Fetches the address ranges that AWS publishes, {@code SLIPWAY_ADDRESS_RANGES}: over TLS, but for a server on this very machine;
 * not from where a redirect leads; and not without end.
 */
public final class AwsAddressRanges implements Supplier<PublishedRanges> {

    /** In bytes; there were some 3 million in 2026. */
    private static final long LARGEST = 64 << 20;

    private static final int OK = 200;

    private final URI url;
    private final String region;
    private final Duration patience;

    AwsAddressRanges(URI url, String region, Duration patience) {
        this.url = url;
        this.region = region;
        this.patience = patience;
    }

    /** Those of the region that this process's own environment names. */
    public static AwsAddressRanges fromEnvironment() {
        return from(System.getenv());
    }

    static AwsAddressRanges from(Map<String, String> variables) {
        var environment = new AwsEnvironment(variables);
        return new AwsAddressRanges(
                environment.addressRanges(), environment.region().id(), Duration.ofSeconds(60));
    }

    /**
     * Those that are published now.
     *
     * @throws UncheckedIOException where they cannot be had whole
     */
    @Override
    public PublishedRanges get() {
        try {
            return fetch();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private PublishedRanges fetch() throws IOException {
        if (!isTrusted()) {
            throw new IOException(url + " is no https URL");
        }
        var client = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(patience)
                .build();
        try {
            var body = BodyHandlers.limiting(BodyHandlers.ofInputStream(), LARGEST);
            return client.sendAsync(HttpRequest.newBuilder(url).build(), body)
                    .thenApplyAsync(this::read)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(url + " takes longer than " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            var cause = e.getCause() instanceof UncheckedIOException wrapped ? wrapped.getCause() : e.getCause();
            throw new IOException(url + ": " + (cause == null ? e : cause).getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            client.shutdownNow();
        }
    }

    private PublishedRanges read(HttpResponse<InputStream> answer) {
        try (var in = answer.body()) {
            if (answer.statusCode() != OK) {
                throw new CompletionException(new IOException("answered " + answer.statusCode()));
            }
            return PublishedRanges.read(in, region);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isTrusted() {
        return url.getHost() != null
                && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url.getHost())));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) { // a name, which may lead anywhere
            return false;
        }
    }
}
