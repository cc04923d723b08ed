package dev.slipway.registry;

import dev.slipway.registry.access.Access;
import dev.slipway.registry.state.Calls;
import dev.slipway.registry.state.Interceptor;
import java.time.Duration;
import java.time.Instant;

/** Stores whose bucket takes its time to copy, on the clock that stands still but for those who wait. */
public final class SlowStores implements AutoCloseable {

    private final Stores stores = new Stores();
    private final TestCopies copies = new TestCopies();
    private final Duration takes;
    private Instant due = Instant.MAX;

    /** A copy is there so long after it was asked for. */
    public SlowStores(Duration takes) {
        this.takes = takes;
    }

    public Stores stores() {
        return stores;
    }

    public TestCopies copies() {
        return copies;
    }

    public Registry registry() {
        return registry(new Calls());
    }

    public Registry registry(Interceptor interceptor) {
        return stores.registry(interceptor, Access.FOR_ALL, copies, this::pass);
    }

    /** Lets time go by, in which copies are made that are due. */
    public void pass(Duration time) {
        if (copies.asked() > 0 && due.equals(Instant.MAX)) {
            due = stores.now().plus(takes);
        }
        var end = stores.now().plus(time);
        if (!due.isAfter(end)) {
            stores.pass(Duration.between(stores.now(), due));
            due = Instant.MAX;
            copies.make(registry());
        }
        stores.pass(Duration.between(stores.now(), end));
    }

    @Override
    public void close() {
        stores.close();
    }
}
