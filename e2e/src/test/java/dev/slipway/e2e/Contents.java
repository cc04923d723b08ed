package dev.slipway.e2e;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Bytes to push, and their digests. */
final class Contents {

    private Contents() {}

    /** Always the same for the same seed. */
    static byte[] random(long seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String digest(byte[] content) {
        return digest("sha256", content);
    }

    static String digest(String algorithm, byte[] content) {
        try {
            var name = algorithm.equals("sha512") ? "SHA-512" : "SHA-256";
            return algorithm + ":"
                    + HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An OCI image manifest of these blobs. */
    static String image(byte[] config, byte[]... layers) {
        var list = new StringBuilder();
        for (var layer : layers) {
            list.append(list.isEmpty() ? "" : ",").append(descriptor("application/vnd.oci.image.layer.v1.tar", layer));
        }
        return """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}""".formatted(descriptor("application/vnd.oci.image.config.v1+json", config), list);
    }

    static String descriptor(String mediaType, byte[] content) {
        return """
                {"mediaType":"%s","digest":"%s","size":%d}""".formatted(mediaType, digest(content), content.length);
    }
}
