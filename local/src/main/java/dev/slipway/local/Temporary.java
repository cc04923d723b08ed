package dev.slipway.local;

import dev.slipway.local.store.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A cloud in a temporary folder, which goes when it is closed. */
record Temporary(Cloud cloud, Path path) implements Cloud {

    static Temporary create() {
        try {
            var folder = Files.createTempDirectory("slipway-");
            return new Temporary(EmbeddedCloud.in(folder), folder);
        } catch (IOException e) {
            throw new CommandFailure("no temporary folder can be made: " + e.getMessage());
        }
    }

    @Override
    public DataFolder folder() {
        return cloud.folder();
    }

    @Override
    public Keys keys() {
        return cloud.keys();
    }

    @Override
    public Ports open() {
        return cloud.open();
    }

    @Override
    public void close() {
        cloud.close();
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
