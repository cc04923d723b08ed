package dev.slipway.local.transfer;

import dev.slipway.registry.name.Digest;
import java.util.ArrayList;
import java.util.List;

/** Watches transfers and shows them, until it is closed. */
final class Progress implements AutoCloseable {

    private static final int SHORT = 12;
    private static final long BETWEEN_MILLISECONDS = 200;

    private final Display display;
    private final List<Transfer> transfers = new ArrayList<>();
    private final Thread ticker;
    private boolean closed;

    private Progress(Display display) {
        this.display = display;
        this.ticker = Thread.ofVirtual().unstarted(this::tick);
    }

    static Progress on(Display display) {
        var progress = new Progress(display);
        progress.ticker.start();
        return progress;
    }

    /** What tells blobs apart. */
    static String label(Digest digest) {
        return digest.hex().substring(0, SHORT);
    }

    synchronized Transfer add(String label, long size) {
        var transfer = new Transfer(label, size);
        transfers.add(transfer);
        return transfer;
    }

    synchronized void remark(String text) {
        if (!closed) {
            display.remark(text);
        }
    }

    @Override
    public void close() {
        end();
    }

    /** Shows how it ended; nothing is shown after that. */
    synchronized void end() {
        if (!closed) {
            show();
            display.end();
            closed = true;
            ticker.interrupt();
        }
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_MILLISECONDS);
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    show();
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void show() {
        display.show(transfers.stream().map(Transfer::snapshot).toList(), System.nanoTime());
    }
}
