package dev.slipway.local.transfer;

import java.util.concurrent.atomic.AtomicLong;

/** How one blob's transfer stands. Written by those who transfer it, read by who shows it. */
final class Transfer {

    /** What is done with the blob. */
    enum Stage {
        WAITING("waiting"),
        COMPRESSING("compressing"),
        SENDING("sending"),
        VERIFYING("verifying"),
        RECEIVING("receiving"),
        DONE("done"),
        THERE("already there");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        boolean isEnd() {
            return this == DONE || this == THERE;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What is shown of it; sizes in bytes. */
    record Snapshot(String label, Stage stage, long done, long total) {}

    private final AtomicLong done = new AtomicLong();
    private volatile String label;
    private volatile long total;
    private volatile Stage stage = Stage.WAITING;

    Transfer(String label, long total) {
        this.label = label;
        this.total = total;
    }

    String label() {
        return label;
    }

    /** Begins something else with so many bytes to do, of which so many are done. */
    synchronized void begin(Stage next, long already, long bytes) {
        stage = next;
        total = bytes;
        done.set(already);
    }

    /** Is told by another name from now on. */
    void rename(String name) {
        label = name;
    }

    /** The same stage, of which so many bytes are done. */
    void at(long position) {
        done.set(position);
    }

    void moved(long bytes) {
        done.addAndGet(bytes);
    }

    /** Stays at the end of its bytes. */
    synchronized void end(Stage last) {
        stage = last;
        done.set(total);
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(label, stage, Math.clamp(done.get(), 0, total), total);
    }
}
