package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** A config or a layer, and where its bytes are. */
public record Blob(Descriptor descriptor, Content content) {

    private static final int PIECE = 1 << 18;

    public Blob {
        if (content.size() != descriptor.size()) {
            throw new CommandFailure(descriptor.digest() + " has " + content.size() + " bytes, and not the "
                    + descriptor.size() + " that its manifest says");
        }
    }

    /** Fails if the bytes are others than the digest says. */
    public void verify() throws IOException {
        var digest = descriptor.digest();
        var hash = digest.algorithm().newHash();
        try (var in = new DigestInputStream(content.open(0, content.size()), hash)) {
            var piece = new byte[PIECE];
            while (in.read(piece) >= 0) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IOException("interrupted");
                }
            }
        }
        if (!HexFormat.of().formatHex(hash.digest()).equals(digest.hex())) {
            throw new CommandFailure(digest + " has other bytes than its digest says: the image is damaged");
        }
    }
}
