package dev.slipway.aws;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploadsContract;
import org.junit.jupiter.api.Tag;

@Tag("localstack")
class S3MultipartUploadsLocalStackTest extends MultipartUploadsContract {

    private static final AwsRegistry REGISTRY = LocalStack.REGISTRY;

    @Override
    public MultipartUploads uploads() {
        return REGISTRY.uploads();
    }

    @Override
    public Bucket bucket() {
        return REGISTRY.bucket();
    }
}
