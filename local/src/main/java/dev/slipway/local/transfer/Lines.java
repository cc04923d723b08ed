package dev.slipway.local.transfer;

import dev.slipway.local.BinarySize;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where there is no terminal: a line when something begins or ends, and now and then between. */
final class Lines implements Display {

    private static final long RARELY = Duration.ofSeconds(10).toNanos();
    private static final long OFTEN = Duration.ofSeconds(1).toNanos();
    private static final int STEP = 10;

    private final PrintWriter out;
    private final List<Told> told = new ArrayList<>();

    /** What was last told of a transfer, and when. */
    record Told(Transfer.Stage stage, long percent, long nanoseconds) {

        static final Told NOTHING = new Told(Transfer.Stage.WAITING, 0, 0);

        static Told of(Transfer.Snapshot now, long nanoseconds) {
            return new Told(now.stage(), percent(now), nanoseconds);
        }

        private static long percent(Transfer.Snapshot now) {
            return now.total() == 0 ? 100 : now.done() * 100 / now.total();
        }
    }

    Lines(PrintWriter out) {
        this.out = out;
    }

    /** The line for a transfer, if there is news of it. */
    static Optional<String> news(Told last, Transfer.Snapshot now, long nanoseconds) {
        var size = BinarySize.of(now.total());
        if (now.stage() != last.stage()) {
            return now.stage().isEnd() || now.total() > BlobPush.SMALL
                    ? Optional.of(now.label() + ": " + now.stage() + " (" + size + ")")
                    : Optional.empty();
        }
        var passed = nanoseconds - last.nanoseconds();
        var more = Told.percent(now) - last.percent();
        var due = (more >= STEP && passed >= OFTEN) || (more > 0 && passed >= RARELY);
        return due && !now.stage().isEnd()
                ? Optional.of(now.label() + ": " + now.stage() + " " + Told.percent(now) + " % of " + size)
                : Optional.empty();
    }

    @Override
    public void show(List<Transfer.Snapshot> transfers, long nanoseconds) {
        for (int i = 0; i < transfers.size(); i++) {
            if (i == told.size()) {
                told.add(Told.NOTHING);
            }
            var now = transfers.get(i);
            var line = news(told.get(i), now, nanoseconds);
            if (line.isPresent()) {
                out.println(line.get());
                told.set(i, Told.of(now, nanoseconds));
            }
        }
        out.flush();
    }

    @Override
    public void remark(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void end() {}
}
