package dev.slipway.local.cost;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.blob.Downloads;
import picocli.CommandLine.Option;

/** How much a registry has to do in a month. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class WorkOptions {

    private static final int ALL = 100;

    @Option(names = "--pulls", paramLabel = "N", required = true, description = "Pulls a month.")
    private long pulls;

    @Option(names = "--pushes", paramLabel = "N", required = true, description = "Pushes a month.")
    private long pushes;

    @Option(
            names = "--pull-size",
            paramLabel = "SIZE",
            defaultValue = "50MB",
            converter = ByteCount.Converter.class,
            description = "What a pull fetches, without layers that the client has.")
    private ByteCount pullSize;

    @Option(
            names = "--push-size",
            paramLabel = "SIZE",
            defaultValue = "100MB",
            converter = ByteCount.Converter.class,
            description = "What a push sends, without layers that the registry has.")
    private ByteCount pushSize;

    @Option(
            names = "--stored",
            paramLabel = "SIZE",
            required = true,
            converter = ByteCount.Converter.class,
            description = "What is kept.")
    private ByteCount stored;

    @Option(
            names = "--in-region",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "How many of a hundred pulled bytes go to clients in the bucket's region.")
    private int inRegion;

    @Option(
            names = "--downloads",
            paramLabel = "WHERE",
            defaultValue = "auto",
            description =
                    "Where clients get layers: edge is CloudFront, s3 the bucket, free of transfer in its region, auto s3 in"
                            + " the region and edge elsewhere.")
    private Downloads.Choice downloads;

    Workload load() {
        if (pulls < 0 || pushes < 0) {
            throw new CommandFailure("--pulls and --pushes are 0 or more");
        }
        if (inRegion < 0 || inRegion > ALL) {
            throw new CommandFailure("--in-region is from 0 to 100, not " + inRegion);
        }
        return new Workload(pulls, pushes, pullSize, pushSize, stored, inRegion, downloads);
    }
}
