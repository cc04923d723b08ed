package dev.slipway.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A file to which lines are added, readable by its owner alone. */
public final class AuditFile implements Consumer<String>, AutoCloseable {

    private final FileChannel channel;

    private AuditFile(FileChannel channel) {
        this.channel = channel;
    }

    static AuditFile open(Path file) {
        return Disk.get(() -> {
            if (Files.notExists(file)) {
                Permissions.createPrivateFile(file);
            }
            return new AuditFile(FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        });
    }

    @Override
    public void accept(String line) {
        Disk.run(() -> write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void close() {
        Disk.run(channel::close);
    }

    private synchronized void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
