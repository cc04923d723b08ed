package dev.slipway.local.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is an image, and what only looks like one. */
class ImagesTest {

    private static final byte[] LAYER = TestingImages.random(3000, 1);
    private static final byte[] OTHER = TestingImages.random(2000, 2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final TestingImages images = new TestingImages();

    @Test
    void aLayoutIsPushedByteForByteFromFolderAndArchive() throws IOException {
        var manifest = images.image(LAYER, OTHER);
        images.named(TestingImages.MANIFEST, manifest, "x");
        var plain = images.tar(folder.resolve("image.tar"));
        var packed = folder.resolve("image.tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(plain));
        }
        for (var path : List.of(images.folder(folder.resolve("layout")), plain, packed)) {
            try (var image = open(path)) {
                assertThat(image.pieces()).hasSize(3);
                for (var piece : image.pieces()) {
                    piece.blob(bytes -> {}).verify();
                }
                assertThat(image.manifests(List.of()).getLast().content()).isEqualTo(manifest);
            }
        }
    }

    @Test
    void childrenComeBeforeTheirParentsAndEachBlobOnce() throws IOException {
        var index = images.index(new LinkedHashMap<>(
                Map.of("linux/amd64", images.image(LAYER, OTHER), "linux/arm64", images.image(LAYER))));
        images.named(TestingImages.INDEX, index, "x");
        try (var image = open(images.tar(folder.resolve("image.tar")))) {
            assertThat(image.pieces()).hasSize(3); // both configs are the same
            assertThat(image.manifests(List.of())).hasSize(3);
            assertThat(image.manifests(List.of()).getLast().content()).isEqualTo(index);
        }
    }

    @Test
    void onePlatformIsEnough() throws IOException {
        var arm = images.imageFor("arm64", OTHER);
        var amd = images.image(LAYER);
        images.named(TestingImages.INDEX, images.index(Map.of("linux/amd64", amd, "linux/arm64", arm)), "x");
        images.without(TestingImages.digest(amd));
        var path = images.tar(folder.resolve("image.tar"));
        fails(path, "is missing; push one platform with --platform");
        try (var image = Images.open(path, Optional.empty(), Optional.of(new Platform("linux", "arm64", "")))) {
            assertThat(image.manifests(List.of()))
                    .singleElement()
                    .satisfies(manifest -> assertThat(manifest.content()).isEqualTo(arm));
        }
        assertThatThrownBy(() -> Images.open(path, Optional.empty(), Optional.of(new Platform("linux", "s390x", ""))))
                .hasMessageContaining("there is no image for linux/s390x, but for ")
                .hasMessageContaining("linux/arm64");
    }

    @Test
    void ofSeveralImagesOneIsChosen() throws IOException {
        var first = images.image(LAYER);
        images.named(TestingImages.MANIFEST, first, "first");
        images.named(TestingImages.MANIFEST, images.image(OTHER), "second");
        var path = images.folder(folder.resolve("layout"));
        fails(path, "there are several images: choose with --image one of first, second");
        try (var image = Images.open(path, Optional.of("first"), Optional.empty())) {
            assertThat(image.manifests(List.of()).getLast().content()).isEqualTo(first);
        }
        assertThatThrownBy(() -> Images.open(path, Optional.of("third"), Optional.empty()))
                .hasMessage("not one image is called third: choose with --image one of first, second");
    }

    @Test
    void dockersArchiveIsCompressedAlwaysInTheSameWay() throws IOException {
        var path = dockerSave(LAYER, digest(LAYER));
        var blobs = new java.util.ArrayList<Digests>();
        for (int i = 0; i < 2; i++) {
            try (var image = open(path)) {
                var layer = image.pieces().getFirst().blob(bytes -> {});
                try (var in = new GZIPInputStream(
                        layer.content().open(0, layer.content().size()))) {
                    assertThat(in.readAllBytes()).isEqualTo(LAYER);
                }
                var config = image.pieces().getLast().blob(bytes -> {});
                var manifest = image.manifests(List.of(layer, config)).getLast();
                assertThat(new String(manifest.content(), UTF_8))
                        .contains("application/vnd.docker.image.rootfs.diff.tar.gzip")
                        .contains(layer.descriptor().digest().toString());
                assertThat(manifest.blobs()).hasSize(3); // the config, and the layer that is there twice
                blobs.add(new Digests(
                        layer.descriptor().digest().toString(),
                        manifest.descriptor().digest().toString()));
            }
        }
        assertThat(blobs.getFirst()).isEqualTo(blobs.getLast());
    }

    private record Digests(String layer, String manifest) {}

    @Test
    void aLayoutThatDockerSavedWithPlainLayersIsCompressedUnlessItWasPulled() throws IOException {
        var config = ("{\"rootfs\":{\"diff_ids\":[\"" + digest(LAYER) + "\"]}}").getBytes(UTF_8);
        var manifest = "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        images.blob("application/vnd.oci.image.config.v1+json", config),
                        images.blob("application/vnd.oci.image.layer.v1.tar", LAYER))
                .getBytes(UTF_8);
        images.blob(TestingImages.MANIFEST, manifest);
        images.named(TestingImages.MANIFEST, manifest, "x");
        images.file(
                "manifest.json",
                "[{\"Config\":\"blobs/sha256/%s\",\"RepoTags\":null,\"Layers\":[\"blobs/sha256/%s\"]}]"
                        .formatted(digest(config).substring(7), digest(LAYER).substring(7))
                        .getBytes(UTF_8));
        try (var image = open(images.tar(folder.resolve("saved.tar")))) {
            assertThat(image.pieces().getFirst().isRaw()).isTrue();
        }
        var pulled = images.folder(folder.resolve("pulled"));
        var index = Files.readString(pulled.resolve("index.json"));
        Files.writeString(
                pulled.resolve("index.json"),
                index.replaceFirst("[{]", "{\"annotations\":{\"dev.slipway.pulled-from\":\"here\"},"));
        try (var image = open(pulled)) {
            assertThat(image.manifests(List.of()).getLast().content()).isEqualTo(manifest);
        }
    }

    @Test
    void oneImageIsNotPushedForAnotherPlatform() throws IOException {
        images.named(TestingImages.MANIFEST, images.image(LAYER), "x");
        var path = images.folder(folder.resolve("layout"));
        assertThatThrownBy(() -> Images.open(path, Optional.empty(), Optional.of(new Platform("linux", "arm64", "v8"))))
                .hasMessage("there is no image for linux/arm64/v8, but for linux/amd64");
        Images.open(path, Optional.empty(), Optional.of(new Platform("linux", "amd64", "")))
                .close();
    }

    @Test
    void aLayerOfAnArchiveThatIsCompressedStaysSo() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(LAYER);
        }
        try (var image = open(dockerSave(bytes.toByteArray(), digest(LAYER)))) {
            assertThat(image.pieces()
                            .getFirst()
                            .blob(count -> {})
                            .descriptor()
                            .digest()
                            .toString())
                    .isEqualTo(digest(bytes.toByteArray()));
        }
    }

    @Test
    void aDamagedLayerIsNotPushed() throws IOException {
        try (var image = open(dockerSave(LAYER, digest(OTHER)))) {
            assertThatThrownBy(() -> image.pieces().getFirst().blob(bytes -> {}))
                    .hasMessageContaining("has other bytes than its digest says");
        }
    }

    @Test
    void whatIsNoImageIsOneLine() throws IOException {
        fails(folder.resolve("nothing"), "there is no image at ");
        fails(folder, "is no image layout: there is no index.json in it");
        fails(
                write(
                        "text",
                        "no archive, but long enough to be one".repeat(100).getBytes(UTF_8)),
                "neither an image layout nor an archive");
        fails(tar(Map.of("file", new byte[3])), "there is neither an index.json nor a manifest.json in it");
        fails(tar(Map.of("index.json", "{".getBytes(UTF_8))), "index.json is not JSON");
        fails(tar(Map.of("index.json", "[]".getBytes(UTF_8))), "index.json is no JSON object");
        fails(tar(Map.of("index.json", "{\"manifests\":[]}".getBytes(UTF_8))), "there is no image in it");
        fails(tar(Map.of("index.json", "{\"manifests\":[3]}".getBytes(UTF_8))), "something else in a list");
        fails(
                tar(Map.of(
                        "index.json",
                        "{\"manifests\":[{\"mediaType\":\"x\",\"digest\":\"sha256:..\",\"size\":1}]}".getBytes(UTF_8))),
                "has a digest that is none");
        fails(tar(Map.of("manifest.json", "[{\"Config\":\"../x\",\"Layers\":[]}]".getBytes(UTF_8))), "../x is missing");
        fails(tar(Map.of("index.json", new byte[5 << 20])), "index.json is too large");
    }

    @Test
    void sizesThatLieAndWrongBytesAreFound() throws IOException {
        var manifest = images.image(LAYER);
        images.named(TestingImages.MANIFEST, manifest, "x");
        images.file("blobs/sha256/" + digest(LAYER).substring(7), OTHER);
        fails(images.folder(folder.resolve("size")), "has 2000 bytes, and not the 3000 that its manifest says");
        images.spoilt(digest(manifest));
        fails(images.folder(folder.resolve("bytes")), "has other bytes than its digest says");
        images.without(digest(manifest));
        fails(images.tar(folder.resolve("missing.tar")), "the image is not whole: " + digest(manifest) + " is missing");
    }

    @Test
    void anArchiveThatLeadsOutOfItselfOrContradictsItselfIsRefused() throws IOException {
        fails(tar(Map.of("../index.json", new byte[1])), "has a name that leads out of it: ../index.json");
        var twice = folder.resolve("twice.tar");
        write(twice, tar -> {
            add(tar, "index.json", new byte[2]);
            add(tar, "./index.json", new byte[2]);
        });
        fails(twice, "has index.json twice");
        var link = folder.resolve("link.tar");
        write(link, tar -> {
            var entry = new TarArchiveEntry("a/index.json", TarConstants.LF_SYMLINK);
            entry.setLinkName("../../../etc/passwd");
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        });
        fails(link, "has a name that leads out of it: ../../../etc/passwd");
        var whole = Files.readAllBytes(tar(Map.of("index.json", new byte[4000])));
        fails(write("cut.tar", Arrays.copyOf(whole, 2000)), "ends in the middle of index.json");
    }

    private interface Filling {
        void fill(TarArchiveOutputStream tar) throws IOException;
    }

    private static void write(Path file, Filling filling) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                var tar = new TarArchiveOutputStream(out)) {
            filling.fill(tar);
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        new ByteArrayInputStream(content).transferTo(tar);
        tar.closeArchiveEntry();
    }

    /** An archive with one layer twice, the second time as a link. */
    private Path dockerSave(byte[] layer, String diff) throws IOException {
        var config =
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\",\"%s\"]}}"
                        .formatted(diff, diff);
        var file = folder.resolve("save.tar");
        write(file, tar -> {
            add(tar, "config.json", config.getBytes(UTF_8));
            add(tar, "first/layer.tar", layer);
            var entry = new TarArchiveEntry("second/layer.tar", TarConstants.LF_SYMLINK);
            entry.setLinkName("../first/layer.tar");
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            add(
                    tar,
                    "manifest.json",
                    "[{\"Config\":\"config.json\",\"RepoTags\":[\"x:1\"],\"Layers\":[\"first/layer.tar\",\"second/layer.tar\"]}]"
                            .getBytes(UTF_8));
        });
        return file;
    }

    private Path tar(Map<String, byte[]> files) throws IOException {
        return write("files.tar", TestingImages.tar(files));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static Image open(Path path) {
        return Images.open(path, Optional.empty(), Optional.empty());
    }

    private static String digest(byte[] content) {
        return TestingImages.digest(content);
    }

    private static void fails(Path path, String message) {
        assertThatThrownBy(() -> open(path)).isInstanceOf(CommandFailure.class).hasMessageContaining(message);
    }
}
