package dev.slipway.registry.state;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Fails calls to the ports by their number, counted from 1 over all ports that share it. Run the same work with 1, 2, 3
 * and so on until {@link #struck()} says no, and it has been interrupted everywhere.
 */
public final class Fault implements Interceptor {

    /** Where the call that fails stands when it does. */
    public enum Moment {
        /** It never happened. */
        BEFORE,
        /** It happened, and its answer is lost. */
        AFTER
    }

    private final int first;
    private final int last;
    private final Moment moment;
    private final AtomicInteger calls = new AtomicInteger();

    private Fault(int first, int last, Moment moment) {
        this.first = first;
        this.last = last;
        this.moment = moment;
    }

    /** As a process that is killed: that call and all that would follow fail, and none of those happens. */
    public static Fault crash(int call, Moment moment) {
        return new Fault(call, Integer.MAX_VALUE, moment);
    }

    /** As a lost packet: that call fails, those that follow do not. */
    public static Fault once(int call, Moment moment) {
        return new Fault(call, call, moment);
    }

    /** Whether the failure has come to pass. */
    public boolean struck() {
        return calls.get() >= first;
    }

    @Override
    public <T> T around(String name, Supplier<T> call) {
        var number = calls.incrementAndGet();
        if (number < first || number > last) {
            return call.get();
        }
        if (number == first && moment == Moment.AFTER) {
            var _ = call.get();
        }
        throw new InjectedFailure(name + ", call " + number);
    }
}
