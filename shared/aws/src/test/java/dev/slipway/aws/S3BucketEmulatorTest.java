package dev.slipway.aws;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.BucketContract;
import org.junit.jupiter.api.Tag;

@Tag("emulators")
class S3BucketEmulatorTest extends BucketContract {

    @Override
    public Bucket bucket() {
        return Emulators.REGISTRY.bucket();
    }
}
