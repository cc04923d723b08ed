package dev.slipway.aws;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Bytes in one S3 bucket. Every SHA-256 that it answers is one that S3 checked or computed itself. The right to list the
 * bucket is needed even to look for one object: without it S3 answers 403 where it would answer that there is none.
 */
public final class S3Bucket implements Bucket {

    private final Supplier<S3Client> client;
    private final String name;

    /**
     * @param client made when first needed: what only hands out URLs of the bucket needs none
     */
    public S3Bucket(Supplier<S3Client> client, String name) {
        this.client = client;
        this.name = name;
    }

    @Override
    public StoredObject put(ObjectKey key, byte[] content) {
        var digest = Digest.of(Algorithm.SHA256, content);
        Contention.calling(() -> client.get()
                .putObject(
                        request -> request.bucket(name)
                                .key(key.value())
                                .contentType(key.mediaType())
                                .checksumSHA256(Checksums.of(digest)),
                        RequestBody.fromBytes(content)));
        return new StoredObject(key, content.length, Optional.of(digest));
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        try {
            var head = Contention.calling(() -> client.get()
                    .headObject(request -> request.bucket(name).key(key.value()).checksumMode(ChecksumMode.ENABLED)));
            return Optional.of(new StoredObject(
                    key, head.contentLength(), Checksums.whole(head.checksumSHA256(), head.checksumType())));
        } catch (S3Exception failure) {
            return absent(failure);
        }
    }

    @Override
    public Optional<InputStream> open(ObjectKey key) {
        try {
            return Optional.of(Contention.calling(
                    () -> client.get().getObject(request -> request.bucket(name).key(key.value()))));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        }
    }

    @Override
    public List<ObjectKey> list(String prefix) {
        return Contention.calling(() ->
                client
                        .get()
                        .listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .map(ObjectKey::new)
                        .toList());
    }

    /** S3 may answer fewer than it was asked for though there are more, and says so. */
    @Override
    public List<ListedObject> page(String prefix, String after, int limit) {
        var found = new ArrayList<ListedObject>();
        boolean more;
        do {
            var from = found.isEmpty() ? after : found.getLast().key();
            var answer = Contention.calling(() -> client.get()
                    .listObjectsV2(request -> request.bucket(name)
                            .prefix(prefix)
                            .startAfter(from.isEmpty() ? null : from)
                            .maxKeys(limit - found.size())));
            answer.contents().stream()
                    .map(object -> new ListedObject(object.key(), object.size(), object.lastModified()))
                    .forEach(found::add);
            more = Boolean.TRUE.equals(answer.isTruncated()) && answer.hasContents();
        } while (more && found.size() < limit);
        return found;
    }

    @Override
    public StoredObject copy(ObjectKey from, ObjectKey to) {
        try {
            Contention.calling(() -> client.get()
                    .copyObject(request -> request.sourceBucket(name)
                            .sourceKey(from.value())
                            .destinationBucket(name)
                            .destinationKey(to.value())
                            .checksumAlgorithm(ChecksumAlgorithm.SHA256)));
        } catch (S3Exception failure) {
            if (failure.statusCode() == 404) {
                throw new NoSuchElementException("no object at " + from, failure);
            }
            throw failure;
        }
        return find(to).orElseThrow(() -> new NoSuchElementException("copied, but not there: " + to));
    }

    @Override
    public void delete(ObjectKey key) {
        Contention.calling(
                () -> client.get().deleteObject(request -> request.bucket(name).key(key.value())));
    }

    private static <T> Optional<T> absent(S3Exception failure) {
        if (failure.statusCode() == 404) {
            return Optional.empty();
        }
        throw failure;
    }
}
