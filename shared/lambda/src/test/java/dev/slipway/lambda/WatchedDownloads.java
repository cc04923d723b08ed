package dev.slipway.lambda;

import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.state.AwsActions;
import dev.slipway.registry.state.AwsCall;
import java.util.function.Consumer;

/** Downloads that ask of AWS what they would where clients get blobs from S3: whoever has the URL uses it as its function. */
final class WatchedDownloads {

    private WatchedDownloads() {}

    static Downloads watched(Downloads downloads, Consumer<AwsCall> watch) {
        return new Downloads(
                downloads.choice(),
                blob -> {
                    AwsActions.read(blob.key()).forEach(watch);
                    return downloads.edge().url(blob);
                },
                (blob, transfer, viewer) -> {
                    AwsActions.read(blob.key()).forEach(watch);
                    return downloads.bucket().url(blob, transfer, viewer);
                });
    }
}
