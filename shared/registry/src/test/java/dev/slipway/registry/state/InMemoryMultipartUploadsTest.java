package dev.slipway.registry.state;

import org.junit.jupiter.api.AfterEach;

final class InMemoryMultipartUploadsTest extends MultipartUploadsContract {

    private final InMemoryBucket bucket = new InMemoryBucket();

    @Override
    public MultipartUploads uploads() {
        return bucket;
    }

    @Override
    public Bucket bucket() {
        return bucket;
    }

    @AfterEach
    void close() {
        bucket.close();
    }
}
