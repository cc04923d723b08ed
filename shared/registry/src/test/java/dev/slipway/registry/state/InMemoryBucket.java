package dev.slipway.registry.state;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A bucket that lasts as long as its test. To be closed where part URLs were used. */
public final class InMemoryBucket implements Bucket, MultipartUploads, AutoCloseable {

    private static final int MOST_PARTS = 10_000;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(byte[] bytes, Optional<Digest> sha256, Instant stored) {}

    private record Upload(ObjectKey key, Map<Integer, byte[]> parts) {}

    private final TreeMap<String, Content> objects = new TreeMap<>();
    private final Map<String, Upload> uploads = new HashMap<>();
    private final Set<String> completed = new HashSet<>();
    private final InstantSource clock;
    private Optional<InMemoryPartServer> server = Optional.empty();

    public InMemoryBucket() {
        this(InstantSource.system());
    }

    public InMemoryBucket(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StoredObject put(ObjectKey key, byte[] content) {
        return store(key, content.clone(), Optional.of(Digest.of(Algorithm.SHA256, content)));
    }

    @Override
    public synchronized Optional<StoredObject> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(key.value()))
                .map(found -> new StoredObject(key, found.bytes().length, found.sha256()));
    }

    @Override
    public synchronized Optional<InputStream> open(ObjectKey key) {
        return Optional.ofNullable(objects.get(key.value())).map(found -> new ByteArrayInputStream(found.bytes()));
    }

    @Override
    public synchronized List<ObjectKey> list(String prefix) {
        return objects.tailMap(prefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .map(ObjectKey::new)
                .toList();
    }

    @Override
    public synchronized List<ListedObject> page(String prefix, String after, int limit) {
        return objects.tailMap(prefix.compareTo(after) > 0 ? prefix : after).entrySet().stream()
                .filter(entry -> !entry.getKey().equals(after))
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .limit(limit)
                .map(entry -> new ListedObject(
                        entry.getKey(),
                        entry.getValue().bytes().length,
                        entry.getValue().stored()))
                .toList();
    }

    @Override
    public synchronized StoredObject copy(ObjectKey from, ObjectKey to) {
        var source = Optional.ofNullable(objects.get(from.value()))
                .orElseThrow(() -> new NoSuchElementException("no object at " + from));
        return put(to, source.bytes());
    }

    @Override
    public synchronized void delete(ObjectKey key) {
        objects.remove(key.value());
    }

    @Override
    public synchronized String begin(ObjectKey key) {
        var upload = UUID.randomUUID().toString();
        uploads.put(upload, new Upload(key, new HashMap<>()));
        return upload;
    }

    @Override
    public synchronized Part put(ObjectKey key, String upload, int number, byte[] content) {
        if (number < 1 || number > MOST_PARTS) {
            throw new IllegalArgumentException("no part may be number " + number);
        }
        find(key, upload)
                .orElseThrow(() -> new NoSuchElementException("no upload " + upload))
                .parts()
                .put(number, content.clone());
        return new Part(number, tag(content));
    }

    @Override
    public synchronized Optional<Part> copy(ObjectKey key, String upload, int number, ObjectKey from, long length) {
        return find(key, upload)
                .flatMap(_ -> Optional.ofNullable(objects.get(from.value())))
                .map(source -> put(key, upload, number, Arrays.copyOf(source.bytes(), Math.toIntExact(length))));
    }

    @Override
    public synchronized URI partUrl(ObjectKey key, String upload, int number, Duration validity) {
        if (server.isEmpty()) {
            server = Optional.of(new InMemoryPartServer(this));
        }
        return server.get().url(key, upload, number, validity);
    }

    @Override
    public synchronized Optional<StoredObject> complete(ObjectKey key, String upload, List<Part> parts) {
        if (completed.contains(key + " " + upload)) {
            return find(key);
        }
        var whole = find(key, upload).flatMap(found -> join(found, parts));
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        uploads.remove(upload);
        completed.add(key + " " + upload);
        return Optional.of(store(key, whole.get(), Optional.empty()));
    }

    @Override
    public synchronized void abort(ObjectKey key, String upload) {
        find(key, upload).ifPresent(_ -> uploads.remove(upload));
    }

    @Override
    public synchronized void close() {
        server.ifPresent(InMemoryPartServer::close);
        server = Optional.empty();
    }

    /** How many uploads were begun and neither completed nor aborted: what S3 would go on charging for. */
    public synchronized int openUploads() {
        return uploads.size();
    }

    private StoredObject store(ObjectKey key, byte[] content, Optional<Digest> sha256) {
        objects.put(key.value(), new Content(content, sha256, clock.instant()));
        return new StoredObject(key, content.length, sha256);
    }

    private Optional<Upload> find(ObjectKey key, String upload) {
        return Optional.ofNullable(uploads.get(upload))
                .filter(found -> found.key().equals(key));
    }

    private static Optional<byte[]> join(Upload upload, List<Part> parts) {
        requireAscending(parts);
        var whole = new ByteArrayOutputStream();
        for (var part : parts) {
            var content = Optional.ofNullable(upload.parts().get(part.number()))
                    .filter(bytes -> tag(bytes).equals(part.tag()))
                    .filter(bytes -> bytes.length >= SMALLEST_PART || part.equals(parts.getLast()));
            if (content.isEmpty()) {
                return Optional.empty();
            }
            whole.writeBytes(content.get());
        }
        return Optional.of(whole.toByteArray());
    }

    private static void requireAscending(List<Part> parts) {
        var numbers = parts.stream().map(Part::number).toList();
        if (parts.isEmpty()
                || !numbers.equals(numbers.stream().distinct().sorted().toList())) {
            throw new IllegalArgumentException("parts must be named in order, not as " + numbers);
        }
    }

    private static String tag(byte[] content) {
        return '"' + Digest.of(Algorithm.SHA256, content).hex().substring(0, 32) + '"';
    }
}
