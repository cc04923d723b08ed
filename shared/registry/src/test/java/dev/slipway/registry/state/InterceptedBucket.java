package dev.slipway.registry.state;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A bucket whose calls pass an interceptor; reading a stream that was opened is no call. */
public final class InterceptedBucket implements Bucket {

    private final Bucket bucket;
    private final Interceptor interceptor;

    public InterceptedBucket(Bucket bucket, Interceptor interceptor) {
        this.bucket = bucket;
        this.interceptor = interceptor;
    }

    @Override
    public StoredObject put(ObjectKey key, byte[] content) {
        return interceptor.around("Bucket.put", () -> bucket.put(key, content));
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return interceptor.around("Bucket.find", () -> bucket.find(key));
    }

    @Override
    public Optional<InputStream> open(ObjectKey key) {
        return interceptor.around("Bucket.open", () -> bucket.open(key));
    }

    @Override
    public List<ObjectKey> list(String prefix) {
        return interceptor.around("Bucket.list", () -> bucket.list(prefix));
    }

    @Override
    public List<ListedObject> page(String prefix, String after, int limit) {
        return interceptor.around("Bucket.page", () -> bucket.page(prefix, after, limit));
    }

    @Override
    public StoredObject copy(ObjectKey from, ObjectKey to) {
        return interceptor.around("Bucket.copy", () -> bucket.copy(from, to));
    }

    @Override
    public void delete(ObjectKey key) {
        interceptor.around("Bucket.delete", () -> bucket.delete(key));
    }
}
