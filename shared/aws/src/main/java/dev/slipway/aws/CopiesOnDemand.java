package dev.slipway.aws;

import dev.slipway.registry.blob.Copies;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** {@link LambdaCopies} once there is something to copy: functions that never copy anything have not even its classes. */
final class CopiesOnDemand implements Copies {

    /** The timeout of the function in template.yaml, 15 minutes, and a little. */
    static final Duration LONGEST = Duration.ofMinutes(16);

    private final Supplier<Copies> copies;

    CopiesOnDemand(Map<String, String> variables) {
        this.copies = new Once<>(() -> LambdaCopies.from(variables));
    }

    @Override
    public void start(RepositoryName repository, UploadId upload) {
        copies.get().start(repository, upload);
    }

    @Override
    public Duration longest() {
        return LONGEST;
    }
}
