package dev.slipway.aws;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.BucketContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("emulators")
class S3BucketEmulatorTest extends BucketContract {

    @RegisterExtension
    static final KnownDeviations DEVIATIONS = KnownDeviations.at(Emulators.endpoint("S3"));

    private static final AwsRegistry REGISTRY = Emulators.registry();

    @Override
    public Bucket bucket() {
        return REGISTRY.bucket();
    }
}
