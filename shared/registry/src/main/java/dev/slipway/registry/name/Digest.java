package dev.slipway.registry.name;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The address of some content: an algorithm and the hash of the bytes in lower-case hexadecimal digits, written
 * {@code sha256:e3b0…}.
 */
public record Digest(Algorithm algorithm, String hex) implements Reference {

    private static final Pattern HEX = Pattern.compile("[a-f0-9]++");

    public Digest {
        if (hex.length() != algorithm.hexLength() || !HEX.matcher(hex).matches()) {
            throw invalid(algorithm + ":" + hex);
        }
    }

    /** Reads a digest; anything but a whole one of a supported algorithm is {@code DIGEST_INVALID}. */
    public static Digest parse(String text) {
        var colon = text.indexOf(':');
        if (colon < 0) {
            throw invalid(text);
        }
        return new Digest(Algorithm.parse(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** The digest of these bytes. */
    public static Digest of(Algorithm algorithm, byte[] content) {
        return ofHash(algorithm, algorithm.newHash().digest(content));
    }

    /** The digest of all that a stream still has. */
    public static Digest of(Algorithm algorithm, InputStream content) throws IOException {
        var hash = algorithm.newHash();
        content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
        return ofHash(algorithm, hash.digest());
    }

    /** The digest that a finished hash makes. */
    public static Digest ofHash(Algorithm algorithm, byte[] hash) {
        return new Digest(algorithm, HexFormat.of().formatHex(hash));
    }

    /** The hash itself. */
    public byte[] hash() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }

    private static RegistryException invalid(String text) {
        return new RegistryException(ErrorCode.DIGEST_INVALID, "invalid digest").with("digest", Excerpt.of(text));
    }
}
