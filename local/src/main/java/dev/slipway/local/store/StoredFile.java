package dev.slipway.local.store;

import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * An object opened for reading: the first {@code object.size()} bytes of the channel, which stay what they are when the
 * object is replaced or deleted meanwhile. What follows them in the file is not the object's. To be closed.
 *
 * @param upload the multipart upload that made it, where one did
 */
public record StoredFile(StoredObject object, Optional<UUID> upload, FileChannel channel) implements Closeable {

    /** Opens the object in a file; empty when there is none. */
    static Optional<StoredFile> open(ObjectKey key, Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        var opened = Optional.<StoredFile>empty();
        try {
            opened = Trailer.read(channel)
                    .map(trailer -> new StoredFile(trailer.object(key), trailer.upload(), channel));
            return opened;
        } finally {
            if (opened.isEmpty()) {
                channel.close();
            }
        }
    }

    public long size() {
        return object.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
