package dev.slipway.registry.state;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A bucket that tells what each call would ask of AWS, before it is made. */
public record WatchedBucket(Bucket bucket, Consumer<AwsCall> watch) implements Bucket {

    @Override
    public StoredObject put(ObjectKey key, byte[] content) {
        AwsActions.put(key).forEach(watch);
        return bucket.put(key, content);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        AwsActions.read(key).forEach(watch);
        return bucket.find(key);
    }

    @Override
    public Optional<InputStream> open(ObjectKey key) {
        AwsActions.read(key).forEach(watch);
        return bucket.open(key);
    }

    @Override
    public List<ObjectKey> list(String prefix) {
        AwsActions.list(prefix).forEach(watch);
        return bucket.list(prefix);
    }

    @Override
    public List<ListedObject> page(String prefix, String after, int limit) {
        AwsActions.list(prefix).forEach(watch);
        return bucket.page(prefix, after, limit);
    }

    @Override
    public StoredObject copy(ObjectKey from, ObjectKey to) {
        AwsActions.copy(from, to).forEach(watch);
        return bucket.copy(from, to);
    }

    @Override
    public void delete(ObjectKey key) {
        AwsActions.delete(key).forEach(watch);
        bucket.delete(key);
    }
}
