package dev.slipway.registry.access;

import java.util.List;

/** Where the lines of the audit log are kept apart from all others. */
@FunctionalInterface
public interface AuditTrail {

    /**
     * A line that was logged.
     *
     * @param time in milliseconds since 1970
     */
    record Line(long time, String text) {}

    /**
     * Keeps some lines; done twice, it keeps them twice.
     *
     * @param source which process has logged them, in the order of their times
     */
    void keep(String source, List<Line> lines);
}
