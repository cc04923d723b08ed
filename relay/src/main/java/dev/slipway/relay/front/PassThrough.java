package dev.slipway.relay.front;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the registry what a client asks, and streams what it answers. */
final class PassThrough implements AutoCloseable {

    /** 4 MiB: what a registry's handlers take. */
    private static final int LARGEST_BODY = 4 << 20;

    private static final int PIECE = 1 << 16;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** What belongs to a connection (RFC 9110 section 7.6.1), or is for the two HTTP programs here to say. */
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect",
            "host");

    private final URI registry;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    PassThrough(URI registry, Duration timeout) {
        this.registry = registry;
        this.timeout = timeout;
    }

    /** What the registry answered, to be closed. */
    record Answer(int status, Map<String, List<String>> headers, OptionalLong length, InputStream body)
            implements AutoCloseable {

        void writeTo(OutputStream out) throws IOException {
            var piece = new byte[PIECE];
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                out.write(piece, 0, count);
                if (body.available() == 0) {
                    out.flush(); // the next bytes may take their time
                }
            }
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** The registry is not asked, or does not answer. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;
        private final String words;

        Refused(int status, String code, String words) {
            super(words, null, false, false);
            this.status = status;
            this.code = code;
            this.words = words;
        }

        int status() {
            return status;
        }

        String code() {
            return code;
        }

        String words() {
            return words;
        }
    }

    /**
     * Passes a request on.
     *
     * @throws IOException when the client is gone
     */
    Answer send(String method, String target, Map<String, List<String>> headers, InputStream body)
            throws IOException, Refused {
        var content = content(body);
        try {
            var request = HttpRequest.newBuilder(URI.create(registry + target)).timeout(timeout);
            passed(headers).forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            request.method(
                    method,
                    content.length == 0 && !headers.containsKey("Content-Length")
                            ? BodyPublishers.noBody()
                            : BodyPublishers.ofByteArray(content));
            return answer(client.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "UNSUPPORTED", "the request is of bad form");
        } catch (IOException e) {
            throw new Refused(502, "UNKNOWN", "the registry does not answer; please try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(503, "UNKNOWN", "the relay is stopping");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Reads the body to its end whatever comes of it: clients that are answered before report a broken pipe. */
    private static byte[] content(InputStream body) throws IOException, Refused {
        var content = body.readNBytes(LARGEST_BODY);
        if (body.read() < 0) {
            return content;
        }
        body.transferTo(OutputStream.nullOutputStream());
        throw new Refused(413, "SIZE_INVALID", "at most 4 MiB fit here");
    }

    private static Answer answer(HttpResponse<InputStream> answer) {
        return new Answer(
                answer.statusCode(),
                passed(answer.headers().map()),
                answer.headers().firstValueAsLong("Content-Length"),
                answer.body());
    }

    private static Map<String, List<String>> passed(Map<String, List<String>> all) {
        var named = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        var caseless = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(all);
        caseless.getOrDefault("connection", List.of())
                .forEach(line -> List.of(line.split(",")).forEach(name -> named.add(name.strip())));
        return caseless.entrySet().stream()
                .filter(header -> !header.getKey().startsWith(":"))
                .filter(header -> !CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .filter(header -> !named.contains(header.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
