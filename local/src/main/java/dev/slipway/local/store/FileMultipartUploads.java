package dev.slipway.local.store;

import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Multipart uploads to a {@link FileBucket}: a folder each, a file each part, put together while others arrive. Part URLs lead to a server
 * of its own on the loopback interface.
 */
public final class FileMultipartUploads implements MultipartUploads, AutoCloseable {

    private static final int MOST_ASSEMBLED_AT_ONCE = 2;

    private final FileBucket bucket;
    private final UploadFolders folders;
    private final PartServer server;
    private final ConcurrentHashMap<UUID, Assembly> assemblies = new ConcurrentHashMap<>();
    private final ExecutorService assembling = new ThreadPoolExecutor(
            MOST_ASSEMBLED_AT_ONCE,
            MOST_ASSEMBLED_AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("assembling").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    private FileMultipartUploads(FileBucket bucket, UploadFolders folders) throws IOException {
        this.bucket = bucket;
        this.folders = folders;
        this.server = PartServer.start(this);
    }

    /** Opens the uploads in the folder of the bucket that they go to. */
    public static FileMultipartUploads open(Path folder, FileBucket bucket) {
        return Disk.get(() -> new FileMultipartUploads(
                bucket, new UploadFolders(Files.createDirectories(folder.resolve("uploads")))));
    }

    @Override
    public String begin(ObjectKey key) {
        return Disk.get(() -> folders.create(key)).toString();
    }

    @Override
    public Part put(ObjectKey key, String upload, int number, byte[] content) {
        var receipt = receive(key, upload, number, new ByteArrayInputStream(content), content.length)
                .orElseThrow(() -> new NoSuchElementException("no upload " + upload));
        return switch (receipt) {
            case PartReceipt.Stored(var part) -> part;
            case PartReceipt.CutShort _ -> throw new IllegalStateException("an array is never cut");
        };
    }

    /**
     * Stores the next {@code length} bytes of a stream as a part, in constant memory. What tells parts apart is a checksum: the hash
     * that counts is that of the whole.
     *
     * @return empty when there is no such upload
     */
    Optional<PartReceipt> receive(ObjectKey key, String upload, int number, InputStream body, long length) {
        PartNumbers.check(number);
        return folders.find(key, upload)
                .flatMap(id -> Disk.get(() -> {
                    var assembly = assembly(id);
                    var place = assembly.place(number, length);
                    return place.isPresent()
                            ? inPlace(assembly, place.get(), id, number, body, length)
                            : alone(assembly, id, number, body, length);
                }));
    }

    private Optional<PartReceipt> inPlace(
            Assembly assembly, Draft place, UUID id, int number, InputStream body, long length) throws IOException {
        var receipt = Optional.<PartReceipt>empty();
        try (place) {
            var mark = new UUID(place.takeAll(body, length), ~length);
            if (place.size() < length) {
                return Optional.of(new PartReceipt.CutShort(place.size()));
            }
            if (folders.publish(new Place(place.from(), length, mark), bucket.drafts(), id, number)) {
                receipt = Optional.of(stored(number, mark));
            }
        } finally {
            assembly.written(number, receipt.isPresent());
        }
        return receipt.map(kept -> arrived(assembly, kept));
    }

    private Optional<PartReceipt> alone(Assembly assembly, UUID id, int number, InputStream body, long length)
            throws IOException {
        try (var draft = Draft.in(bucket.drafts())) {
            var mark = new UUID(draft.takeAll(body, length), ~length);
            if (draft.size() < length) {
                return Optional.of(new PartReceipt.CutShort(draft.size()));
            }
            Trailer.marked(length, mark).write(draft.channel());
            return folders.publish(draft, id, number)
                    ? Optional.of(arrived(assembly, stored(number, mark)))
                    : Optional.empty();
        }
    }

    private static PartReceipt.Stored stored(int number, UUID mark) {
        return new PartReceipt.Stored(new Part(number, UploadFolders.tag(mark)));
    }

    private PartReceipt arrived(Assembly assembly, PartReceipt receipt) {
        stored(receipt).ifPresent(part -> assembling.execute(() -> assembly.take(part)));
        return receipt;
    }

    private Assembly assembly(UUID id) {
        return assemblies.computeIfAbsent(id, _ -> new Assembly(folders, id));
    }

    @Override
    public Optional<Part> copy(ObjectKey key, String upload, int number, ObjectKey from, long length) {
        return bucket.open(from)
                .flatMap(source -> Disk.get(() -> {
                    try (source) {
                        return receive(key, upload, number, source, length).flatMap(FileMultipartUploads::stored);
                    }
                }));
    }

    private static Optional<Part> stored(PartReceipt receipt) {
        return receipt instanceof PartReceipt.Stored(var part) ? Optional.of(part) : Optional.empty();
    }

    @Override
    public URI partUrl(ObjectKey key, String upload, int number, Duration validity) {
        PartNumbers.check(number);
        return server.url(key, upload, number, Instant.now().plus(validity));
    }

    /**
     * Stores a part that somebody in this process has for a URL of {@link #partUrl}, without a connection.
     *
     * @return the part's tag; empty where the URL was not given out here, has expired, or its upload is no more
     */
    public Optional<String> take(URI url, InputStream content, long size) {
        return server.take(url, content, size)
                .flatMap(FileMultipartUploads::stored)
                .map(Part::tag);
    }

    @Override
    public Optional<StoredObject> complete(ObjectKey key, String upload, List<Part> parts) {
        PartNumbers.check(parts);
        return UploadFolders.parse(upload)
                .flatMap(id -> Disk.get(() -> join(key, id, parts)).or(() -> completedBefore(key, id)));
    }

    @Override
    public void abort(ObjectKey key, String upload) {
        folders.find(key, upload).ifPresent(id -> Disk.run(() -> delete(id)));
    }

    /** Forgets the uploads to which no part was added since a moment. */
    public void expire(Instant before) {
        Disk.run(() -> {
            for (var id : folders.olderThan(before)) {
                delete(id);
            }
        });
    }

    /** Stops taking parts by URL. */
    @Override
    public void close() {
        server.close();
        assembling.shutdownNow();
        assembling.close();
    }

    private void delete(UUID id) throws IOException {
        folders.delete(id);
        assemblies.remove(id);
    }

    private Optional<StoredObject> join(ObjectKey key, UUID id, List<Part> parts) throws IOException {
        if (folders.find(key, id.toString()).isEmpty()) {
            return Optional.empty();
        }
        var assembly = assembly(id);
        synchronized (assembly) {
            if (folders.find(key, id.toString()).isEmpty()) { // somebody else completed it meanwhile
                assemblies.remove(id);
                return Optional.empty();
            }
            var whole = assembly.complete(parts, bucket.drafts());
            if (whole.isPresent()) {
                return Optional.of(publish(key, id, whole.get()));
            }
            return Optional.empty();
        }
    }

    private StoredObject publish(ObjectKey key, UUID id, Assembly.Whole whole) throws IOException {
        try (var draft = whole.draft()) {
            var object = bucket.publish(draft, key, whole.trailer());
            delete(id);
            return object;
        }
    }

    /** An object remembers the upload that made it; that upload's folder is gone. */
    private Optional<StoredObject> completedBefore(ObjectKey key, UUID id) {
        return Disk.get(() -> {
            var file = bucket.file(key);
            if (file.isPresent()) {
                file.get().close();
            }
            return file.filter(found -> found.upload().equals(Optional.of(id))).map(StoredFile::object);
        });
    }
}
