package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.Content;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.relay.PartUrl;
import dev.slipway.relay.PartsAnswer;
import dev.slipway.relay.SentPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends what an upload does not have yet: several parts at once, which are added in their order and in batches, so that what was added is
 * kept when the rest is not.
 */
final class PartWindow implements AutoCloseable {

    /** Is told when the registry has taken more. */
    @FunctionalInterface
    interface Taken {
        void more() throws InterruptedException;
    }

    private static final int MOST_PLACES = 16;

    /** They live an hour, and a part may take long. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Upload upload;
    private final Content content;
    private final Parts parts;
    private final Settings settings;
    private final Transfer transfer;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Future<SentPart>> flying = new ArrayDeque<>();
    private final Deque<PartUrl> places = new ArrayDeque<>();
    private final List<SentPart> landed = new ArrayList<>();
    private Instant asked = Instant.EPOCH;

    PartWindow(Upload upload, Content content, Parts parts, Settings settings, Transfer transfer) {
        this.upload = upload;
        this.content = content;
        this.parts = parts;
        this.settings = settings;
        this.transfer = transfer;
    }

    /** Sends all of it. */
    void send(Taken taken) throws InterruptedException, Upload.Moved, Upload.Unknown, Parts.Expired {
        if (upload.offset() > content.size()) {
            throw new Upload.Unknown(); // not what was begun for these bytes
        }
        if (upload.offset() < content.size()) {
            var size = settlePending();
            sendParts(size, taken);
            while (upload.offset() < content.size()) {
                append();
            }
        }
    }

    /** Gives up what is under way, and waits until it is. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    /** Sends small pieces until the registry has made a part of them; answers the size of the others. */
    private long settlePending() throws InterruptedException, Upload.Moved, Upload.Unknown {
        var answer = ask();
        while (answer.pending() > 0 && upload.offset() < content.size()) {
            append();
            answer = ask();
        }
        return answer.partSize();
    }

    private void sendParts(long size, Taken taken)
            throws InterruptedException, Upload.Moved, Upload.Unknown, Parts.Expired {
        transfer.at(upload.offset());
        var next = upload.offset();
        while (!flying.isEmpty() || hasPart(next)) {
            while (hasPart(next) && flying.size() < settings.parts()) {
                var length = Math.min(size, content.size() - next);
                fly(place(), next, length);
                next += length;
            }
            land();
            if (landed.size() >= settings.batch()) {
                add(taken);
            }
        }
        add(taken);
    }

    private boolean hasPart(long from) {
        return content.size() - from >= MultipartUploads.SMALLEST_PART;
    }

    private void fly(PartUrl place, long from, long length) {
        flying.add(threads.submit(() -> parts.send(place, content, from, length, transfer)));
    }

    private void land() throws InterruptedException, Parts.Expired {
        try {
            landed.add(flying.remove().get());
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Parts.Expired expired -> throw expired;
                case CommandFailure failure -> throw failure;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void add(Taken taken) throws InterruptedException, Upload.Moved, Upload.Unknown {
        if (!landed.isEmpty()) {
            upload.add(List.copyOf(landed));
            landed.clear();
            taken.more();
        }
    }

    /** Numbers go up, in the order in which parts are sent. */
    private PartUrl place() throws InterruptedException, Upload.Moved, Upload.Unknown {
        if (places.isEmpty() || asked.plus(FRESH).isBefore(Instant.now())) {
            var offset = upload.offset();
            ask();
            if (upload.offset() != offset) {
                throw new Upload.Moved();
            }
        }
        return places.remove();
    }

    private PartsAnswer ask() throws InterruptedException, Upload.Unknown {
        var left = (content.size() - upload.offset()) / MultipartUploads.SMALLEST_PART + 1;
        asked = Instant.now();
        var answer = upload.ask(Math.clamp(left, 1, MOST_PLACES));
        places.clear();
        places.addAll(answer.parts());
        return answer;
    }

    private void append() throws InterruptedException, Upload.Moved, Upload.Unknown {
        var from = upload.offset();
        var length = (int) Math.min(BlobPush.SMALL, content.size() - from);
        transfer.at(from);
        upload.append(content, from, length);
        transfer.at(from + length);
    }
}
