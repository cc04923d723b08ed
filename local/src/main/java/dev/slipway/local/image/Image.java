package dev.slipway.local.image;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;

/** An image, or several in an index, that can be pushed. Closing it deletes what it keeps in temporary files. */
public interface Image extends AutoCloseable {

    /** A blob, or what is yet to become one. */
    interface Piece {

        /** A few characters that tell it from the others. */
        String label();

        /** In bytes, as it lies there. */
        long size();

        /** Whether it takes time to make a blob of it. */
        boolean isRaw();

        /**
         * The blob.
         *
         * @param progress is told how many more bytes were read
         */
        Blob blob(LongConsumer progress) throws IOException;
    }

    /** All blobs, each once. */
    List<Piece> pieces();

    /** All manifests, children before their parents; the last is the image's own. The blobs are those of the pieces, in order. */
    List<Manifest> manifests(List<Blob> blobs);

    @Override
    void close();
}
