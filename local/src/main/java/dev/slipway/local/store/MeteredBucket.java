package dev.slipway.local.store;

import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A bucket whose calls are counted as the requests that they would be to S3. */
public record MeteredBucket(Bucket bucket) implements Bucket {

    private static final int PAGE = 1000;

    @Override
    public StoredObject put(ObjectKey key, byte[] content) {
        Meter.count(Unit.BUCKET_WRITE, 1);
        return bucket.put(key, content);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        Meter.count(Unit.BUCKET_READ, 1);
        return bucket.find(key);
    }

    @Override
    public Optional<InputStream> open(ObjectKey key) {
        Meter.count(Unit.BUCKET_READ, 1);
        return bucket.open(key);
    }

    @Override
    public List<ObjectKey> list(String prefix) {
        var found = bucket.list(prefix);
        Meter.count(Unit.BUCKET_WRITE, Math.max(1, Math.ceilDiv(found.size(), PAGE)));
        return found;
    }

    @Override
    public List<ListedObject> page(String prefix, String after, int limit) {
        Meter.count(Unit.BUCKET_WRITE, 1);
        return bucket.page(prefix, after, limit);
    }

    /** What S3 has copied is looked at. */
    @Override
    public StoredObject copy(ObjectKey from, ObjectKey to) {
        Meter.count(Unit.BUCKET_WRITE, 1);
        var copied = bucket.copy(from, to);
        Meter.count(Unit.BUCKET_READ, 1);
        return copied;
    }

    @Override
    public void delete(ObjectKey key) {
        Meter.count(Unit.BUCKET_DELETE, 1);
        bucket.delete(key);
    }
}
