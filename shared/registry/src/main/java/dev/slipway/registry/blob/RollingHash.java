package dev.slipway.registry.blob;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.EncodableDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * The hash of an upload so far, in both algorithms that its digest may turn out to be of; kept between two requests as
 * some 100 to 250 bytes each, so that no byte is read twice.
 */
final class RollingHash {

    private final SHA256Digest sha256;
    private final SHA512Digest sha512;

    private RollingHash(SHA256Digest sha256, SHA512Digest sha512) {
        this.sha256 = sha256;
        this.sha512 = sha512;
    }

    /** The hash of no bytes. */
    static RollingHash empty() {
        return new RollingHash(new SHA256Digest(), new SHA512Digest());
    }

    /** Goes on where {@link #state} was taken. */
    static RollingHash of(byte[] sha256, byte[] sha512) {
        return new RollingHash(new SHA256Digest(sha256), new SHA512Digest(sha512));
    }

    void update(byte[] content) {
        sha256.update(content, 0, content.length);
        sha512.update(content, 0, content.length);
    }

    byte[] state(Algorithm algorithm) {
        return ((EncodableDigest) of(algorithm)).getEncodedState();
    }

    /** The digest of the bytes so far; the hash can then be used no more. */
    Digest finish(Algorithm algorithm) {
        var digest = of(algorithm);
        var hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return Digest.ofHash(algorithm, hash);
    }

    private ExtendedDigest of(Algorithm algorithm) {
        return switch (algorithm) {
            case SHA256 -> sha256;
            case SHA512 -> sha512;
        };
    }
}
