package dev.slipway.local.transfer;

import java.util.List;

/** How transfers are shown. */
interface Display {

    /** Shows nothing. */
    Display NONE = new Display() {
        @Override
        public void show(List<Transfer.Snapshot> transfers, long nanoseconds) {}

        @Override
        public void remark(String text) {}

        @Override
        public void end() {}
    };

    /**
     * Shows how they stand.
     *
     * @param transfers all there are, always in the same order; more are added at the end
     * @param nanoseconds the time, of a clock with any beginning
     */
    void show(List<Transfer.Snapshot> transfers, long nanoseconds);

    /** Says something besides. */
    void remark(String text);

    /** Leaves the terminal as it was found. */
    void end();
}
