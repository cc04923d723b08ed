package dev.slipway.registry.cost;

import java.util.function.Supplier;

/**
 * Counts what one request uses. Whoever answers the request carries it along; whoever calls AWS counts to
 * {@linkplain #count the one at hand}, and needs to know of no request. For the thread that answers the request: no other has it
 * at hand.
 */
public final class Meter {

    private static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    /** What stands for none. */
    private static final Meter NONE = new Meter();

    private static final long NANOSECONDS = 1_000_000;

    private final Sum used = new Sum();
    private String credential = "";
    private boolean near;

    /** Counts to the meter of the request that this thread answers; to none where it answers none. */
    public static void count(Unit unit, long amount) {
        var current = CURRENT.orElse(NONE);
        if (current != NONE) {
            current.add(unit, amount);
        }
    }

    /** Whether this thread answers a request whose use is counted. */
    public static boolean isCounting() {
        return CURRENT.isBound();
    }

    /** Notes what the caller of the request that this thread answers has signed in with, by its id. */
    public static void signedInWith(String credential) {
        if (CURRENT.isBound()) {
            CURRENT.get().credential = credential;
        }
    }

    /** Notes that the caller is in a network that is sent to the bucket for bytes. */
    public static void near() {
        if (CURRENT.isBound()) {
            CURRENT.get().near = true;
        }
    }

    /** Does some work, and counts to this meter all that it uses. */
    public <T> T measure(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    public void add(Unit unit, long amount) {
        used.add(unit, amount);
    }

    /**
     * Adds an invocation of a function: Lambda charges for each millisecond that is begun.
     *
     * @param memory of the function, in MiB
     */
    public void addFunction(int memory, long nanoseconds) {
        add(Unit.LAMBDA_REQUEST, 1);
        add(Unit.LAMBDA_TIME, Math.ceilDiv(nanoseconds, NANOSECONDS) * memory);
    }

    /** What was used until now. */
    public Usage usage() {
        return used.usage();
    }

    /** What the caller has signed in with, by its id; empty for one who has not. */
    public String credential() {
        return credential;
    }

    /** Whether the caller is in a network that is sent to the bucket for bytes. */
    public boolean isNear() {
        return near;
    }
}
