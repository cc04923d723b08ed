package dev.slipway.lambda;

import dev.slipway.registry.blob.Blob;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.state.AwsActions;
import dev.slipway.registry.state.AwsCall;
import java.util.function.Consumer;

/** Downloads that ask of AWS what they would where clients get blobs from S3: whoever has the URL uses it as its function. */
record WatchedDownloads(Downloads downloads, Consumer<AwsCall> watch) implements Downloads {

    @Override
    public String url(Blob blob) {
        AwsActions.read(blob.key()).forEach(watch);
        return downloads.url(blob);
    }
}
