package dev.slipway.registry.state;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes the parts of an {@link InMemoryBucket} by signed URL, on the loopback interface. */
final class InMemoryPartServer implements AutoCloseable {

    private final InMemoryBucket bucket;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] secret = new byte[32];

    InMemoryPartServer(InMemoryBucket bucket) {
        this.bucket = bucket;
        new SecureRandom().nextBytes(secret);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url(ObjectKey key, String upload, int number, Duration validity) {
        var expiry = Instant.now().plus(validity).toEpochMilli();
        var path = "/" + key + "?" + upload + "&" + number + "&" + expiry;
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path + "&" + signature(path));
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        var content = exchange.getRequestBody().readAllBytes();
        var target = exchange.getRequestURI().toString();
        var signed = target.lastIndexOf('&');
        if (!exchange.getRequestMethod().equals("PUT") || signed < 0) {
            return 403;
        }
        var path = target.substring(0, signed);
        var query = path.substring(path.indexOf('?') + 1).split("&", -1);
        if (!matches(target.substring(signed + 1), signature(path)) || expired(query[2])) {
            return 403;
        }
        var key = new ObjectKey(path.substring(1, path.indexOf('?')));
        try {
            var part = bucket.put(key, query[0], Integer.parseInt(query[1]), content);
            exchange.getResponseHeaders().set("ETag", part.tag());
            return 200;
        } catch (NoSuchElementException _) {
            return 404;
        }
    }

    private static boolean expired(String expiry) {
        return Instant.now().toEpochMilli() >= Long.parseLong(expiry);
    }

    private static boolean matches(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String path) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(path.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
