package dev.slipway.local;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** Objects that nothing links, in a data folder. */
final class Orphans {

    private Orphans() {}

    static ObjectKey key(int number) {
        return ObjectKey.blob(Digest.of(Algorithm.SHA256, new byte[] {(byte) number}), UploadId.random());
    }

    /** Makes all objects of a folder look as if they had come so long ago. */
    static void age(Path data, Duration age) throws IOException {
        try (var files = Files.walk(data.resolve("objects"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
            }
        }
    }
}
