package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/**
 * A layer as a plain tar file, which is compressed into a temporary one before it is pushed: its digest must be known. With zlib's usual
 * level, as {@code docker push} does, and no time in the header, so that the same layer always becomes the same blob.
 */
final class TarLayer implements Image.Piece, AutoCloseable {

    private static final String GZIPPED = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final int PIECE = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int SHORT = 12;

    private final Content tar;
    private final String diffId;
    private Optional<Path> compressed = Optional.empty();

    /**
     * @param diffId the digest of the plain bytes, as the image's config has it
     */
    TarLayer(Content tar, String diffId) {
        this.tar = tar;
        this.diffId = diffId;
    }

    @Override
    public String label() {
        var hex = diffId.substring(diffId.indexOf(':') + 1);
        return hex.substring(0, Math.min(SHORT, hex.length()));
    }

    @Override
    public long size() {
        return tar.size();
    }

    @Override
    public boolean isRaw() {
        return true;
    }

    @Override
    public Blob blob(LongConsumer progress) throws IOException {
        if (isGzip()) {
            return packed(progress);
        }
        var file = temporary();
        var plain = Algorithm.SHA256.newHash();
        var packed = Algorithm.SHA256.newHash();
        try (var in = tar.open(0, tar.size());
                var out = new GZIPOutputStream(
                        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), PIECE), packed),
                        PIECE)) {
            copy(in, new DigestOutputStream(out, plain), progress);
        }
        if (!Digest.ofHash(Algorithm.SHA256, plain.digest()).toString().equals(diffId)) {
            throw new CommandFailure(
                    "the layer " + diffId + " has other bytes than its digest says: the archive is damaged");
        }
        var size = Files.size(file);
        return new Blob(
                Descriptor.of(GZIPPED, Digest.ofHash(Algorithm.SHA256, packed.digest()), size),
                new Content(file, 0, size));
    }

    @Override
    public void close() {
        compressed.ifPresent(Images::delete);
    }

    /** The same layer twice in an image has the same bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TarLayer layer && layer.diffId.equals(diffId);
    }

    @Override
    public int hashCode() {
        return diffId.hashCode();
    }

    /** Some programs that write such archives have compressed the layers already. */
    private Blob packed(LongConsumer progress) throws IOException {
        var hash = Algorithm.SHA256.newHash();
        try (var in = tar.open(0, tar.size())) {
            copy(in, new DigestOutputStream(OutputStream.nullOutputStream(), hash), progress);
        }
        return new Blob(Descriptor.of(GZIPPED, Digest.ofHash(Algorithm.SHA256, hash.digest()), tar.size()), tar);
    }

    private boolean isGzip() throws IOException {
        try (var in = tar.open(0, Math.min(2, tar.size()))) {
            return ((in.read() << 8) | in.read()) == GZIP_MAGIC;
        }
    }

    private Path temporary() throws IOException {
        var file = Files.createTempFile("slipway-", ".tar.gz");
        file.toFile().deleteOnExit();
        compressed = Optional.of(file);
        return file;
    }

    private static void copy(InputStream in, OutputStream out, LongConsumer progress) throws IOException {
        var piece = new byte[PIECE];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            out.write(piece, 0, count);
            progress.accept(count);
        }
    }
}
