package dev.slipway.registry.name;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hash algorithms registered by the OCI Image Specification ("Registered algorithms") that registries keep. */
public enum Algorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String label;
    private final String javaName;
    private final int hexLength;

    Algorithm(String label, String javaName, int hexLength) {
        this.label = label;
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /** Reads an algorithm as digests and {@code digest-algorithm} parameters write it. */
    public static Algorithm parse(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label.equals(text))
                .findFirst()
                .orElseThrow(() -> new RegistryException(ErrorCode.DIGEST_INVALID, "unsupported digest algorithm")
                        .with("algorithm", Excerpt.of(text)));
    }

    /** A new hash of this algorithm, the JDK's. */
    public MessageDigest newHash() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + javaName, e);
        }
    }

    int hexLength() {
        return hexLength;
    }

    @Override
    public String toString() {
        return label;
    }
}
