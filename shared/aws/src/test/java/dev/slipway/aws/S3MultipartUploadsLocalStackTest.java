package dev.slipway.aws;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploadsContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("localstack")
class S3MultipartUploadsLocalStackTest extends MultipartUploadsContract {

    @RegisterExtension
    static final KnownDeviations DEVIATIONS = KnownDeviations.ofLocalStack();

    @BeforeAll
    static void start() {
        LocalStack.registry();
    }

    @Override
    public MultipartUploads uploads() {
        return LocalStack.registry().uploads();
    }

    @Override
    public Bucket bucket() {
        return LocalStack.registry().bucket();
    }
}
