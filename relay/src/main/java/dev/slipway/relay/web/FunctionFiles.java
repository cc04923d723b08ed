package dev.slipway.relay.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program that is deployed, as this one was built with it, in a folder that is there for a moment. */
final class FunctionFiles implements AutoCloseable {

    static final List<String> NAMES = List.of(
            "body.js",
            "buffers.js",
            "calls.js",
            "headers.js",
            "index.js",
            "package.json",
            "parts.js",
            "refused.js",
            "registry.js",
            "routes.js",
            "settings.js",
            "transfer.js",
            "upload.js");

    private final Path folder;

    private FunctionFiles(Path folder) {
        this.folder = folder;
    }

    static FunctionFiles unpack() throws IOException {
        var files = new FunctionFiles(Files.createTempDirectory("slipway-relay-"));
        for (var name : NAMES) {
            try (var content = FunctionFiles.class.getResourceAsStream(name)) {
                if (content == null) {
                    throw new IllegalStateException(name + " is missing from the class path");
                }
                Files.copy(content, files.folder.resolve(name));
            }
        }
        return files;
    }

    Path entry() {
        return folder.resolve("index.js");
    }

    @Override
    public void close() throws IOException {
        for (var name : NAMES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}
