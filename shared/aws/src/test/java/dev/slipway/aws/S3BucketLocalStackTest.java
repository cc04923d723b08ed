package dev.slipway.aws;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.BucketContract;
import org.junit.jupiter.api.Tag;

@Tag("localstack")
class S3BucketLocalStackTest extends BucketContract {

    private static final AwsRegistry REGISTRY = LocalStack.REGISTRY;

    @Override
    public Bucket bucket() {
        return REGISTRY.bucket();
    }
}
