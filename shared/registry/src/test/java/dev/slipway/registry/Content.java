package dev.slipway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.manifest.MediaType;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Things to push. */
public final class Content {

    private Content() {}

    /** So many bytes that look random and are the same for the same seed. */
    public static byte[] bytes(int size, long seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static Digest sha256(byte[] content) {
        return Digest.of(Algorithm.SHA256, content);
    }

    /** An image of these blobs, the first of which is its config. */
    public static byte[] image(byte[]... blobs) {
        return image("", Arrays.stream(blobs).map(Content::sha256).toList());
    }

    /**
     * An image of these blobs, the first of which is its config.
     *
     * @param more members, each with a comma behind it
     */
    public static byte[] image(String more, List<Digest> blobs) {
        var layers = blobs.stream()
                .skip(1)
                .map(blob -> descriptor("application/vnd.oci.image.layer.v1.tar+gzip", blob))
                .collect(Collectors.joining(","));
        return """
                {"schemaVersion":2,"mediaType":"%s",%s"config":%s,"layers":[%s]}""".formatted(
                        MediaType.OCI_MANIFEST,
                        more,
                        descriptor("application/vnd.oci.image.config.v1+json", blobs.getFirst()),
                        layers)
                .getBytes(UTF_8);
    }

    /** An index of these images. */
    public static byte[] index(byte[]... images) {
        return index(Arrays.stream(images)
                .map(image -> descriptor(MediaType.OCI_MANIFEST.toString(), sha256(image)))
                .collect(Collectors.joining(",")));
    }

    /** An index of these descriptors. */
    public static byte[] index(String descriptors) {
        return """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}""".formatted(MediaType.OCI_INDEX, descriptors).getBytes(UTF_8);
    }

    public static String descriptor(String mediaType, Digest digest) {
        return """
                {"mediaType":"%s","digest":"%s","size":3}""".formatted(mediaType, digest);
    }

    /** The member that names a subject. */
    public static String subject(Digest subject) {
        return "\"subject\":" + descriptor(MediaType.OCI_MANIFEST.toString(), subject) + ",";
    }
}
