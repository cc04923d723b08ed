package dev.slipway.e2e.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipFile;

/** The jars as Lambda keeps them: unpacked, each once. */
final class UnpackedCode {

    private final Path scratch;
    private final Map<Path, Path> folders = new ConcurrentHashMap<>();

    UnpackedCode(Path scratch) {
        this.scratch = scratch;
    }

    Path of(DeployedFunction function) {
        return folders.computeIfAbsent(function.code(), this::unpack);
    }

    private Path unpack(Path jar) {
        var folder = scratch.resolve(String.valueOf(jar.getFileName()));
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                var file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(zip.getInputStream(entry), file);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
