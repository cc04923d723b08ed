package dev.slipway.relay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Something that goes wrong with some requests, so many times.
 *
 * @param request which ones, written {@code METHOD /path}
 * @param status what is answered instead; 0 for hanging up
 * @param gate passed before anything else happens
 */
record Fault(Predicate<String> request, AtomicInteger times, int status, String body, CountDownLatch gate) {

    static final int ALWAYS = Integer.MAX_VALUE;
    static final int HANG_UP = 0;
    static final int NONE = -1;

    /** The request is carried out, and its answer gets lost. */
    static final int LOSE_ANSWER = -2;

    static Fault of(String pattern, int times, int status, String body) {
        return new Fault(line -> line.matches(pattern), new AtomicInteger(times), status, body, new CountDownLatch(0));
    }

    /** Lets a request wait until somebody opens the gate. */
    static Fault waitFor(String pattern, CountDownLatch gate) {
        return new Fault(line -> line.matches(pattern), new AtomicInteger(ALWAYS), NONE, "", gate);
    }

    boolean hits(String line) {
        return request.test(line) && times.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
}
