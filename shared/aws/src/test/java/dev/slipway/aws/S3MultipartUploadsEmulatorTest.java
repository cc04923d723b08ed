package dev.slipway.aws;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploadsContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("emulators")
class S3MultipartUploadsEmulatorTest extends MultipartUploadsContract {

    @RegisterExtension
    static final KnownDeviations DEVIATIONS = KnownDeviations.at(Emulators.endpoint("S3"));

    private static final AwsRegistry REGISTRY = Emulators.registry();

    @Override
    public MultipartUploads uploads() {
        return REGISTRY.uploads();
    }

    @Override
    public Bucket bucket() {
        return REGISTRY.bucket();
    }
}
