package dev.slipway.local.store;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A bucket of plain files, each an object's bytes with a {@link Trailer} behind. A file is written beside the others and
 * moved to its place when it is whole. A failing disk is an {@link java.io.UncheckedIOException}.
 */
public final class FileBucket implements Bucket {

    private final ObjectTree objects;
    private final Path drafts;

    private FileBucket(ObjectTree objects, Path drafts) {
        this.objects = objects;
        this.drafts = drafts;
    }

    /** Opens the bucket in a folder of which this process is the only user; what an earlier one left half-written goes. */
    public static FileBucket open(Path folder) {
        return Disk.get(() -> {
            var drafts = Files.createDirectories(folder.resolve("drafts"));
            try (var left = Files.newDirectoryStream(drafts)) {
                for (var file : left) {
                    Files.delete(file);
                }
            }
            return new FileBucket(new ObjectTree(Files.createDirectories(folder.resolve("objects"))), drafts);
        });
    }

    @Override
    public StoredObject put(ObjectKey key, byte[] content) {
        return switch (receive(key, new ByteArrayInputStream(content), content.length, Optional.empty())) {
            case Receipt.Stored(var object) -> object;
            case Receipt.CutShort _, Receipt.Mismatch _ -> throw new IllegalStateException("an array is never cut");
        };
    }

    /**
     * Stores the next {@code length} bytes of a stream with their SHA-256, in constant memory.
     *
     * @param length how many bytes were announced
     * @param expected the SHA-256 that they must have, where one was announced
     */
    public Receipt receive(ObjectKey key, InputStream body, long length, Optional<byte[]> expected) {
        return Disk.get(() -> {
            try (var draft = Draft.in(drafts)) {
                var hash = draft.writeAll(body, length);
                if (draft.size() < length) {
                    return new Receipt.CutShort(draft.size());
                }
                if (expected.isPresent() && !Arrays.equals(expected.get(), hash)) {
                    return new Receipt.Mismatch(Digest.ofHash(Algorithm.SHA256, hash));
                }
                return new Receipt.Stored(publish(draft, key, Trailer.hashed(length, hash)));
            }
        });
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return Disk.get(() -> {
            var found = file(key);
            if (found.isPresent()) {
                found.get().close();
            }
            return found.map(StoredFile::object);
        });
    }

    @Override
    public Optional<InputStream> open(ObjectKey key) {
        return file(key).map(StoredInputStream::new);
    }

    /** The object's file, opened for reading any part of it. */
    public Optional<StoredFile> file(ObjectKey key) {
        return objects.open(key);
    }

    @Override
    public List<ObjectKey> list(String prefix) {
        return Disk.get(() -> objects.list(prefix));
    }

    @Override
    public List<ListedObject> page(String prefix, String after, int limit) {
        return Disk.get(() -> objects.page(prefix, after, limit));
    }

    /** Shares the source's bytes where the file system can. What was stored with their hash, or put together here, is not read again. */
    @Override
    public StoredObject copy(ObjectKey from, ObjectKey to) {
        return Disk.get(() -> {
            try (var draft = Draft.of(objects.path(from), drafts)) {
                var trailer = Trailer.read(draft.channel()).orElseThrow(() -> missing(from));
                return publish(draft, to, trailer.told());
            } catch (NoSuchFileException _) {
                throw missing(from);
            }
        });
    }

    @Override
    public void delete(ObjectKey key) {
        Disk.run(() -> objects.delete(key));
    }

    /** Deletes the objects whose keys begin with this and that were stored before a moment. */
    public void expire(String prefix, Instant before) {
        Disk.run(() -> {
            for (var key : objects.list(prefix)) {
                if (isOlder(objects.path(key), before)) {
                    objects.delete(key);
                }
            }
        });
    }

    /** Where files are written that this bucket, or what puts objects together for it, shall take. */
    Path drafts() {
        return drafts;
    }

    /** Takes a finished file in as an object. */
    StoredObject publish(Draft draft, ObjectKey key, Trailer trailer) throws IOException {
        trailer.write(draft.channel());
        objects.publish(draft, key);
        return trailer.object(key);
    }

    static boolean isOlder(Path file, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private static NoSuchElementException missing(ObjectKey key) {
        return new NoSuchElementException("no object at " + key);
    }
}
