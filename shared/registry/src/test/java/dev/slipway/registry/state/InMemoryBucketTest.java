package dev.slipway.registry.state;

final class InMemoryBucketTest extends BucketContract {

    private final Bucket bucket = new InMemoryBucket();

    @Override
    public Bucket bucket() {
        return bucket;
    }
}
