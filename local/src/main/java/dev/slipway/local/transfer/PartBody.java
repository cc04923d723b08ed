package dev.slipway.local.transfer;

import dev.slipway.local.image.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A part of a file as a request's body. It goes in pieces of 256 KiB, where the JDK's own publishers have 16: at hundreds of megabytes a
 * second it is their number that costs.
 */
record PartBody(Content content, long from, long size, Count count) implements BodyPublisher {

    private static final int PIECE = 1 << 18;

    /** Is told what of the body has gone. */
    interface Count {

        /** It begins, for the first time or again. */
        void begin();

        void add(int bytes);
    }

    @Override
    public long contentLength() {
        return size;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        count.begin();
        subscriber.onSubscribe(new Reading(subscriber));
    }

    /** Reads a piece for each that is asked for; calls come one at a time, from within each other or not. */
    private final class Reading implements Subscription {

        private final Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private long done;
        private volatile boolean isOver;

        Reading(Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long pieces) {
            if (pieces <= 0) {
                end(new IllegalArgumentException("asked for " + pieces + " pieces"));
            } else if (wanted.getAndAccumulate(pieces, Reading::plus) == 0) {
                do {
                    next();
                } while (wanted.decrementAndGet() > 0);
            }
        }

        @Override
        public void cancel() {
            isOver = true;
        }

        private static long plus(long one, long other) {
            return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
        }

        private void next() {
            if (isOver) {
                return;
            }
            var length = (int) Math.min(PIECE, size - done);
            try (InputStream in = content.open(from + done, length)) {
                var piece = new byte[length];
                in.readNBytes(piece, 0, length);
                done += length;
                count.add(length);
                subscriber.onNext(ByteBuffer.wrap(piece));
            } catch (IOException e) {
                end(e);
                return;
            }
            if (done == size && !isOver) {
                isOver = true;
                subscriber.onComplete();
            }
        }

        private void end(Exception failure) {
            if (!isOver) {
                isOver = true;
                subscriber.onError(failure);
            }
        }
    }
}
