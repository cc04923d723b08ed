package dev.slipway.registry.state;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Counts the calls to the ports that share it, by port and method. */
public final class Calls implements Interceptor {

    private final TreeMap<String, Integer> counts = new TreeMap<>();

    /** How often each was called, such as {@code {Bucket.put=1, Table.get=2}}; those never called are left out. */
    public synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    public synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Begins again from nothing. */
    public synchronized void reset() {
        counts.clear();
    }

    @Override
    public <T> T around(String name, Supplier<T> call) {
        count(name);
        return call.get();
    }

    private synchronized void count(String name) {
        counts.merge(name, 1, Integer::sum);
    }
}
