package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.local.front.AccessLog;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.local.store.Trees;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code slipway train}: does a little of all that takes time, so that a Java which was told to keep what it learns starts faster from then
 * on. {@code ./slipway} calls it after a build.
 */
@Command(name = "train", hidden = true, description = "Does a little of everything, for Java to learn from.")
final class Train implements Callable<Integer> {

    private static final int READS = 300;
    private static final int ROUNDS = 3;
    private static final int LAYER_BYTES = 24 << 20;
    private static final String NAME = "library/train";
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("slipway-train");
        var front = new Address("127.0.0.1", 0).take();
        var url = "http://127.0.0.1:" + front.port();
        var settings = new LocalRegistry.Settings(
                front, url, EmbeddedCloud.in(folder.resolve("data")), true, Set.of(), AccessLog.NONE);
        try (var _ = LocalRegistry.start(settings);
                var client = HttpClient.newHttpClient()) {
            read(client, url);
            for (var round = 0; round < ROUNDS; round++) {
                transfer(folder.resolve(String.valueOf(round)), url, (byte) round);
                append(client, url, new byte[LAYER_BYTES + round]);
            }
        } finally {
            Trees.delete(folder);
        }
        return 0;
    }

    private static void read(HttpClient client, String url) throws IOException, InterruptedException {
        for (var count = 0; count < READS; count++) {
            send(client, HttpRequest.newBuilder(URI.create(url + "/v2/" + NAME + "/tags/list")));
            send(client, HttpRequest.newBuilder(URI.create(url + "/v2/" + NAME + "/manifests/none")));
        }
    }

    private static void transfer(Path folder, String url, byte fill) throws IOException {
        var layer = new byte[LAYER_BYTES];
        layer[0] = fill;
        var image = layout(folder.resolve("image"), layer);
        var name = url.substring("http://".length()) + "/" + NAME + ":" + fill;
        command(folder, "push", "--quiet", image.toString(), name);
        command(folder, "pull", "--quiet", name, folder.resolve("pulled").toString());
    }

    private static void command(Path home, String... arguments) {
        var surroundings = new Surroundings(
                Map.of(),
                home,
                InputStream.nullInputStream(),
                _ -> Optional.empty(),
                InstantSource.system(),
                Duration.ofSeconds(30));
        var commandLine = Slipway.commandLine(surroundings, arguments).setOut(new PrintWriter(Writer.nullWriter()));
        if (commandLine.execute(arguments) != 0) {
            throw new CommandFailure("there is nothing to learn from a " + arguments[0] + " that fails");
        }
    }

    /** One PATCH without a length, which goes through the relay. */
    private static void append(HttpClient client, String url, byte[] layer) throws IOException, InterruptedException {
        var begun = send(
                client,
                HttpRequest.newBuilder(URI.create(url + "/v2/" + NAME + "/blobs/uploads/"))
                        .POST(BodyPublishers.noBody()));
        var patched = send(
                client,
                HttpRequest.newBuilder(begun)
                        .method("PATCH", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(layer))));
        send(
                client,
                HttpRequest.newBuilder(URI.create(patched + "&digest=" + Digest.of(Algorithm.SHA256, layer)))
                        .PUT(BodyPublishers.noBody()));
    }

    /** Answers where to go on. */
    private static URI send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.discarding());
        return answer.uri().resolve(answer.headers().firstValue("Location").orElse(""));
    }

    private static Path layout(Path folder, byte[] layer) throws IOException {
        var blobs = Files.createDirectories(folder.resolve("blobs/sha256"));
        var config = "{}".getBytes(UTF_8);
        var manifest = """
                {"schemaVersion":2,"mediaType":"%s",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}""".formatted(IMAGE, write(blobs, config), config.length, write(blobs, layer), layer.length)
                .getBytes(UTF_8);
        Files.writeString(folder.resolve("index.json"), """
                {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%d}]}""".formatted(IMAGE, write(blobs, manifest), manifest.length));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        return folder;
    }

    private static Digest write(Path blobs, byte[] content) throws IOException {
        var digest = Digest.of(Algorithm.SHA256, content);
        Files.write(blobs.resolve(digest.hex()), content);
        return digest;
    }
}
