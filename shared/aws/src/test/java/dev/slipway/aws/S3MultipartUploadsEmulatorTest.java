package dev.slipway.aws;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploadsContract;
import org.junit.jupiter.api.Tag;

@Tag("emulators")
class S3MultipartUploadsEmulatorTest extends MultipartUploadsContract {

    @Override
    public MultipartUploads uploads() {
        return Emulators.REGISTRY.uploads();
    }

    @Override
    public Bucket bucket() {
        return Emulators.REGISTRY.bucket();
    }
}
