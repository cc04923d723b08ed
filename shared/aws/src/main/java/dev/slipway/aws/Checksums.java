package dev.slipway.aws;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;

/** S3's SHA-256 checksums, which it writes in Base64. */
final class Checksums {

    private Checksums() {}

    static String of(Digest sha256) {
        return Base64.getEncoder().encodeToString(sha256.hash());
    }

    /**
     * The SHA-256 of all of an object's bytes. Empty where S3 has none, or has one of the checksums of its parts, written
     * with their number behind a dash.
     */
    static Optional<Digest> whole(@Nullable String checksum, @Nullable ChecksumType type) {
        if (checksum == null || type == ChecksumType.COMPOSITE || checksum.contains("-")) {
            return Optional.empty();
        }
        return Optional.of(Digest.ofHash(Algorithm.SHA256, Base64.getDecoder().decode(checksum)));
    }
}
