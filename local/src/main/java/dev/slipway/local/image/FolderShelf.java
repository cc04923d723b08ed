package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A layout in a folder. Only paths that this program makes up are looked for: none leads out of it. */
record FolderShelf(Path folder) implements Shelf {

    @Override
    public Optional<Content> find(String path) {
        var file = folder.resolve(path);
        try {
            return Files.isRegularFile(file) ? Optional.of(new Content(file, 0, Files.size(file))) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {}
}
