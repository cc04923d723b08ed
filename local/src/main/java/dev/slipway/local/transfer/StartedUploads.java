package dev.slipway.local.transfer;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.manage.PrivateFile;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which uploads were begun and are not done, kept in files so that a later push goes on with them. Whoever reads one may write to
 * that upload: only its owner does. What cannot be kept or read is only sent anew.
 */
record StartedUploads(Path folder) {

    /** An upload's URL lives for a day. */
    private static final Duration LIFE = Duration.ofHours(24);

    /** The URL of the upload of a blob to a repository, as far as is remembered. */
    Optional<URI> find(Repository repository, Digest digest) {
        try {
            var file = folder.resolve(name(repository, digest));
            if (!Files.isRegularFile(file) || Files.size(file) > 1 << 14 || isOld(file)) {
                return Optional.empty();
            }
            return JSON.std.anyFrom(Files.readAllBytes(file)) instanceof Map<?, ?> map
                            && map.get("url") instanceof String url
                    ? repository
                            .connection()
                            .registry()
                            .within("/", url)
                            .map(repository.connection().registry()::resolve)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void keep(Repository repository, Digest digest, URI url) {
        var members = new LinkedHashMap<String, String>();
        members.put("registry", repository.connection().registry().value());
        members.put("repository", repository.name().value());
        members.put("digest", digest.toString());
        members.put("url", url.toString());
        try {
            PrivateFile.write(folder, name(repository, digest), JSON.std.asBytes(members));
        } catch (IOException e) {
            // then it cannot be gone on with
        }
    }

    void forget(Repository repository, Digest digest) {
        delete(folder.resolve(name(repository, digest)));
    }

    /** Deletes what is too old to go on with. */
    void tidy() {
        try (var files = Files.newDirectoryStream(folder, "*.json")) {
            for (var file : files) {
                if (isOld(file)) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            // there is nothing, or it stays
        }
    }

    private static boolean isOld(Path file) throws IOException {
        return Files.getLastModifiedTime(file)
                .toInstant()
                .isBefore(Instant.now().minus(LIFE));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it is of no use, and does no harm
        }
    }

    private static String name(Repository repository, Digest digest) {
        var of = repository.connection().registry() + "\n" + repository.name() + "\n" + digest;
        return Digest.of(Algorithm.SHA256, of.getBytes(StandardCharsets.UTF_8))
                        .hex()
                        .substring(0, 32) + ".json";
    }
}
