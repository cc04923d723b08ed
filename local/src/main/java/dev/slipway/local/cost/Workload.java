package dev.slipway.local.cost;

import dev.slipway.registry.blob.Downloads;

/**
 * What a registry does in one month.
 *
 * @param pullSize bytes that a pull has to fetch, because the client lacks them
 * @param pushSize bytes that a push has to send, because the registry lacks them
 * @param stored bytes, on average of the month
 * @param inRegion how many of a hundred pulled bytes go to clients in the region of the bucket
 * @param downloads where clients get blobs
 */
record Workload(
        long pulls,
        long pushes,
        ByteCount pullSize,
        ByteCount pushSize,
        ByteCount stored,
        int inRegion,
        Downloads.Choice downloads) {

    private static final int ALL = 100;

    long pulledBytes() {
        return Math.multiplyExact(pulls, pullSize.bytes());
    }

    /** Those that leave the region. */
    long pulledAfar() {
        return pulledBytes() - pulledNear();
    }

    long pulledNear() {
        var bytes = pulledBytes();
        return bytes / ALL * inRegion + bytes % ALL * inRegion / ALL;
    }

    /** How many of a hundred downloads, and pulled bytes, go through CloudFront. */
    int throughEdge() {
        return switch (downloads) {
            case AUTO -> ALL - inRegion;
            case EDGE -> ALL;
            case S3 -> 0;
        };
    }

    long pushedBytes() {
        return Math.multiplyExact(pushes, pushSize.bytes());
    }
}
