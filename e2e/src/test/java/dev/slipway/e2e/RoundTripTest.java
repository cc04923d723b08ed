package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import land.oras.Annotations;
import land.oras.ArtifactType;
import land.oras.Config;
import land.oras.ContainerRef;
import land.oras.Layer;
import land.oras.LocalPath;
import land.oras.Manifest;
import land.oras.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jib sends each layer as one chunked PATCH, ORAS as one POST or one PUT: what one pushes, the other pulls. */
class RoundTripTest {

    private static final int MEBIBYTE = 1 << 20;

    private static Server server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void orasPullsWhatJibPushed() throws Exception {
        var small = file("small", 1, 20_000);
        var large = file("large", 2, 9 * MEBIBYTE);
        var pushed = push(
                Jib.fromScratch()
                        .setFormat(ImageFormat.OCI)
                        .addLayer(List.of(small), AbsoluteUnixPath.get("/"))
                        .addLayer(List.of(large), AbsoluteUnixPath.get("/")),
                "jib/image:1");

        var oras = oras();
        var manifest = oras.getManifest(reference("jib/image:1"));
        assertThat(oras.getDescriptor(reference("jib/image:1")).getDigest())
                .isEqualTo(pushed.getDigest().toString());
        assertThat(manifest.getLayers()).hasSize(2);
        assertThat(manifest.getConfig().getDigest())
                .isEqualTo(pushed.getImageId().toString());
        for (var layer : manifest.getLayers()) {
            var content = blob(oras, "jib/image", layer.getDigest());
            assertThat(Contents.digest(content)).isEqualTo(layer.getDigest());
            assertThat(content).hasSize(Math.toIntExact(layer.getSize()));
        }
        assertThat(oras.getTags(reference("jib/image:1")).tags()).containsExactly("1");
    }

    @Test
    void jibBuildsOnWhatOrasPushed() throws Exception {
        var oras = oras();
        var config = Contents.text("""
                {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(Contents.digest(Contents.random(3, 6 * MEBIBYTE))));
        var layer = oras.pushBlob(reference("oras/base"), zipped("layer", Contents.random(3, 6 * MEBIBYTE)), Map.of())
                .withMediaType("application/vnd.oci.image.layer.v1.tar+gzip");
        var configLayer =
                oras.pushBlob(reference("oras/base"), Files.write(folder.resolve("config"), config), Map.of());
        oras.pushManifest(
                reference("oras/base:1"),
                Manifest.empty()
                        .withConfig(Config.fromBlob("application/vnd.oci.image.config.v1+json", configLayer))
                        .withLayers(List.of(layer)));

        push(
                Jib.from(RegistryImage.named(server.host() + "/oras/base:1"))
                        .addLayer(List.of(file("more", 4, 1000)), AbsoluteUnixPath.get("/")),
                "oras/derived:1");
        var derived = oras.getManifest(reference("oras/derived:1"));
        assertThat(derived.getLayers()).hasSize(2);
        var below = blob(oras, "oras/derived", derived.getLayers().getFirst().getDigest());
        assertThat(Contents.digest(below))
                .isEqualTo(derived.getLayers().getFirst().getDigest());
    }

    @Test
    void orasPullsAnArtifactOfSeveralFilesThatItPushed() throws Exception {
        var oras = oras();
        var type = ArtifactType.from("application/vnd.example.thing");
        var pushed = oras.pushArtifact(
                reference("oras/thing:1"),
                type,
                Annotations.ofManifest(Map.of("org.example.key", "value")),
                Config.empty(),
                LocalPath.of(file("one", 5, 100), "application/octet-stream"),
                LocalPath.of(file("two", 6, 9 * MEBIBYTE), "application/octet-stream"),
                LocalPath.of(file("none", 7, 0), "application/octet-stream"));

        var target = Files.createDirectory(folder.resolve("pulled"));
        oras.pullArtifact(reference("oras/thing:1"), target, true);
        for (var name : List.of("one", "two", "none")) {
            assertThat(target.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
        }
        assertThat(pushed.getLayers()).extracting(Layer::getSize).containsExactly(100L, 9L * MEBIBYTE, 0L);
        assertThat(oras.getManifest(reference("oras/thing:1")).getArtifactTypeAsString())
                .isEqualTo("application/vnd.example.thing");
    }

    @Test
    void orasPullsWhatItPushedInChunks() throws Exception {
        var oras = oras();
        var content = Contents.random(8, 3 * MEBIBYTE);
        var chunked = oras.pushBlobChunked(reference("oras/chunks"), file("chunks", 8, 3 * MEBIBYTE), MEBIBYTE);
        assertThat(chunked.getDigest()).isEqualTo(Contents.digest(content));
        assertThat(blob(oras, "oras/chunks", chunked.getDigest())).isEqualTo(content);
    }

    private Path file(String name, long seed, int size) throws Exception {
        return Files.write(folder.resolve(name), Contents.random(seed, size));
    }

    /** Not with {@code getBlob}, which takes what it gets for text. */
    private static byte[] blob(Registry oras, String repository, String digest) throws IOException {
        try (var in = oras.fetchBlob(reference(repository).withDigest(digest))) {
            return in.readAllBytes();
        }
    }

    private Path zipped(String name, byte[] content) throws IOException {
        var file = folder.resolve(name);
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
        return file;
    }

    private JibContainer push(JibContainerBuilder image, String name) throws Exception {
        return image.containerize(Containerizer.to(RegistryImage.named(server.host() + "/" + name))
                .setAllowInsecureRegistries(true)
                .setApplicationLayersCache(folder.resolve("layers"))
                .setBaseImageLayersCache(folder.resolve("bases")));
    }

    private static Registry oras() {
        return Registry.builder().insecure(server.host()).build();
    }

    private static ContainerRef reference(String name) {
        return ContainerRef.parse(server.host() + "/" + name);
    }
}
