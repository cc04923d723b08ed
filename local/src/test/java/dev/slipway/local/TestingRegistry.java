package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.front.AccessLog;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.PriceFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** A registry in a folder. */
public final class TestingRegistry implements AutoCloseable {

    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";

    private final LocalRegistry registry;
    private final String url;
    private final Path data;

    /** One whose users sign in. */
    public TestingRegistry(Path data) {
        this(data, false, Optional.of(RelayPlace.JAVA));
    }

    private TestingRegistry(Path data, boolean anonymous, Optional<RelayPlace> relay) {
        this(data, anonymous, relay, Downloads.Choice.AUTO, Optional.of(PriceFile.bundled("us-east-1")));
    }

    private TestingRegistry(
            Path data,
            boolean anonymous,
            Optional<RelayPlace> relay,
            Downloads.Choice downloads,
            Optional<PriceFile> prices) {
        this.data = data;
        var address = new Address("127.0.0.1", 0);
        var front = address.take();
        url = address.url(front.port());
        registry = LocalRegistry.start(new LocalRegistry.Settings(
                front,
                url,
                EmbeddedCloud.in(data),
                prices,
                anonymous,
                Set.of("https://gitlab.com"),
                AccessLog.NONE,
                relay,
                false,
                downloads));
    }

    /** One that has no relay. */
    public static TestingRegistry withoutRelay(Path data) {
        return new TestingRegistry(data, false, Optional.empty());
    }

    /** One that sends clients there for bytes. */
    static TestingRegistry sending(Path data, Downloads.Choice downloads) {
        return new TestingRegistry(
                data, false, Optional.of(RelayPlace.JAVA), downloads, Optional.of(PriceFile.bundled("us-east-1")));
    }

    /** One without receipts. */
    static TestingRegistry countingNothing(Path data) {
        return new TestingRegistry(data, false, Optional.of(RelayPlace.JAVA), Downloads.Choice.AUTO, Optional.empty());
    }

    /** One where anyone may do anything. */
    public static TestingRegistry anonymous(Path data) {
        return new TestingRegistry(data, true, Optional.of(RelayPlace.JAVA));
    }

    public String url() {
        return url;
    }

    /** The token of the user {@code admin}. */
    public String adminToken() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    /** Pushes an image of no layers; answers its digest. */
    String push(String name, String tag, String user, String token) throws IOException, InterruptedException {
        var config = "{}";
        assertThat(send("POST", name + "/blobs/uploads/?digest=" + digest(config), config, user, token))
                .isEqualTo(201);
        var manifest = """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json",\
                "digest":"%s","size":2},"layers":[]}""".formatted(IMAGE, digest(config));
        assertThat(send("PUT", name + "/manifests/" + tag, manifest, user, token))
                .isEqualTo(201);
        return digest(manifest);
    }

    private int send(String method, String path, String body, String user, String token)
            throws IOException, InterruptedException {
        var basic = Base64.getEncoder().encodeToString((user + ":" + token).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(URI.create(url + "/v2/" + path))
                .method(method, BodyPublishers.ofString(body))
                .header("content-type", IMAGE)
                .header("authorization", "Basic " + basic)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static String digest(String content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
