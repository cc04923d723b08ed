package dev.slipway.local.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A part's bytes, opened for reading. To be closed.
 *
 * @param place where in the channel they are, and the part's mark
 * @param isInWhole whether the channel is that of the upload's whole, and not of the part alone
 */
record Piece(FileChannel channel, Place place, boolean isInWhole) implements Closeable {

    /** A part in a file of its own; empty where there is none. */
    static Optional<Piece> alone(Path file) throws IOException {
        var piece = Optional.<Piece>empty();
        try {
            var channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                piece = Trailer.read(channel)
                        .flatMap(trailer -> trailer.upload()
                                .map(mark -> new Piece(channel, new Place(0, trailer.size(), mark), false)));
            } finally {
                if (piece.isEmpty()) {
                    channel.close();
                }
            }
        } catch (NoSuchFileException _) {
            // there is none
        }
        return piece;
    }

    /** A part in its upload's whole. */
    static Optional<Piece> within(Path whole, Place place) throws IOException {
        try {
            return Optional.of(new Piece(FileChannel.open(whole, StandardOpenOption.READ), place, true));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    long size() {
        return place.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
