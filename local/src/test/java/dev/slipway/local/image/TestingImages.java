package dev.slipway.local.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes the files of images. */
public final class TestingImages {

    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> entries = new ArrayList<>();

    public static byte[] random(int size, int seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static String digest(byte[] content) {
        return Digest.of(Algorithm.SHA256, content).toString();
    }

    /** Adds a blob; answers its descriptor. */
    public String blob(String type, byte[] content) {
        files.put("blobs/sha256/" + digest(content).substring("sha256:".length()), content);
        return descriptor(type, content, "");
    }

    public static String descriptor(String type, byte[] content, String more) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
                .formatted(type, digest(content), content.length, more);
    }

    /** Adds an image with these layers; answers its manifest. */
    public byte[] image(byte[]... layers) {
        return imageFor("amd64", layers);
    }

    /** The same for an architecture. */
    public byte[] imageFor(String architecture, byte[]... layers) {
        var config = blob(
                "application/vnd.oci.image.config.v1+json",
                ("{\"architecture\":\"" + architecture + "\",\"os\":\"linux\",\"of\":" + Arrays.hashCode(layers[0])
                                + "}")
                        .getBytes(UTF_8));
        var list = Arrays.stream(layers)
                .map(layer -> blob("application/vnd.oci.image.layer.v1.tar+gzip", layer))
                .collect(Collectors.joining(","));
        var manifest = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(MANIFEST, config, list)
                .getBytes(UTF_8);
        blob(MANIFEST, manifest);
        return manifest;
    }

    /** Adds an index of manifests, by platform; answers it. */
    public byte[] index(Map<String, byte[]> manifests) {
        var list = manifests.entrySet().stream()
                .map(entry -> descriptor(
                        MANIFEST,
                        entry.getValue(),
                        ",\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}"
                                .formatted((Object[]) entry.getKey().split("/"))))
                .collect(Collectors.joining(","));
        var index = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(INDEX, list)
                .getBytes(UTF_8);
        blob(INDEX, index);
        return index;
    }

    /** Lists a manifest or index in {@code index.json} by a name. */
    public TestingImages named(String type, byte[] manifest, String name) {
        entries.add(descriptor(
                type, manifest, ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + name + "\"}"));
        return this;
    }

    /** Has a file with any content. */
    public TestingImages file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    public TestingImages without(String digest) {
        files.remove("blobs/sha256/" + digest.substring("sha256:".length()));
        return this;
    }

    /** Changes the bytes of a blob, not their number. */
    public TestingImages spoilt(String digest) {
        files.computeIfPresent("blobs/sha256/" + digest.substring("sha256:".length()), (name, content) -> {
            var copy = content.clone();
            copy[copy.length / 2] ^= 1;
            return copy;
        });
        return this;
    }

    private void complete() {
        if (!entries.isEmpty()) {
            files.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
            files.put(
                    "index.json",
                    ("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}").getBytes(UTF_8));
        }
    }

    public Path folder(Path folder) throws IOException {
        complete();
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }

    public Path tar(Path file) throws IOException {
        complete();
        Files.write(file, tar(files));
        return file;
    }

    /** An archive of files. */
    public static byte[] tar(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
