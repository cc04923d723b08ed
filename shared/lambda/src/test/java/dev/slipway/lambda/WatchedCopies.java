package dev.slipway.lambda;

import dev.slipway.registry.blob.Copies;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.AwsActions;
import dev.slipway.registry.state.AwsCall;
import java.time.Duration;
import java.util.function.Consumer;

/** Copies that tell what asking for one would ask of AWS. */
record WatchedCopies(Copies copies, Consumer<AwsCall> watch) implements Copies {

    @Override
    public void start(RepositoryName repository, UploadId upload) {
        AwsActions.startCopy().forEach(watch);
        copies.start(repository, upload);
    }

    @Override
    public Duration longest() {
        return copies.longest();
    }
}
