package dev.slipway.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Hands out part URLs in the order of their numbers; asks for more as they run out, or get old before a slow client needs them. */
final class PartPlaces {

    private static final int MOST = 16;
    private static final int FIRST = 4;
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final UploadSession upload;
    private final Deque<PartUrl> places = new ArrayDeque<>();
    private PartsAnswer answer;
    private Instant asked = Instant.now();
    private int latest;

    private PartPlaces(UploadSession upload, PartsAnswer answer) {
        this.upload = upload;
        this.answer = answer;
        places.addAll(answer.parts());
    }

    /** Asks for the first time; a longer body gets more places at once. */
    static PartPlaces ask(UploadSession upload, OptionalLong length) throws Refused, InterruptedException {
        var likely = length.isPresent() ? Math.min(MOST, length.getAsLong() / Transfer.SMALLEST_PART + 1) : FIRST;
        return new PartPlaces(upload, upload.ask((int) likely));
    }

    long offset() {
        return answer.offset();
    }

    boolean pending() {
        return answer.pending() > 0;
    }

    /** Whether the upload has parts already. */
    boolean hasParts() {
        return answer.offset() > answer.pending();
    }

    int partSize() {
        return answer.partSize();
    }

    /** Where the next part goes. */
    PartUrl next() throws Refused, InterruptedException {
        if (places.isEmpty() || asked.plus(FRESH).isBefore(Instant.now())) {
            var offset = offset();
            askAgain();
            if (offset != offset()) {
                throw upload.outOfOrder();
            }
        }
        var place = places.poll();
        if (place == null || place.number() <= latest) {
            throw Refused.trouble("the registry gave no place for the next part");
        }
        latest = place.number();
        return place;
    }

    /** Forgets what was said before. */
    void askAgain() throws Refused, InterruptedException {
        answer = upload.ask(MOST);
        asked = Instant.now();
        places.clear();
        places.addAll(answer.parts());
    }
}
