package dev.slipway.relay;

import java.util.concurrent.Semaphore;

/**
 * How many part buffers there may be at once, over all uploads.
 *
 * <p>The bound: {@code count} buffers of one part each, and {@link PartBuffer#SEGMENT} bytes for every upload under way. A
 * buffer takes its place in the count only when it outgrows its first segment, so that small bodies and clients that have
 * sent next to nothing take no place. While no place is free nothing is read from the client that waits for one.
 *
 * <p>No deadlock: an upload fills one buffer at a time, and while it waits for a place the buffer it fills has none. Places
 * it holds besides are those of parts on their way to the bucket, which come free without it: sent, or given up after
 * the last attempt's timeout. A place that a slow client holds comes free when the part is full and sent, when the client
 * hangs up, or when it sends nothing for as long as {@link RelaySettings#patience()}. Whoever waits is served in turn.
 */
final class Buffers {

    private final Semaphore places;

    Buffers(int count) {
        places = new Semaphore(count, true);
    }

    PartBuffer open() {
        return new PartBuffer(this);
    }

    void take() throws InterruptedException {
        places.acquire();
    }

    void giveBack() {
        places.release();
    }
}
