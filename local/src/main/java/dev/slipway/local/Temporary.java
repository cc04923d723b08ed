package dev.slipway.local;

import dev.slipway.local.store.DataFolder;
import dev.slipway.local.store.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A cloud in a temporary folder, which goes when it is closed. One that was killed before has left its folder: the next
 * that is made takes it away.
 */
record Temporary(Cloud cloud, Path path) implements Cloud {

    static Temporary create() {
        return createIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Temporary createIn(Path parent) {
        try {
            var folder = Files.createTempDirectory(parent, Leftovers.PREFIX);
            var cloud = EmbeddedCloud.in(folder);
            Leftovers.mark(folder);
            Leftovers.delete(parent, folder);
            return new Temporary(cloud, folder);
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
            Trees.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
