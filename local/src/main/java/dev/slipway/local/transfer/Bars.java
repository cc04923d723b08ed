package dev.slipway.local.transfer;

import dev.slipway.local.BinarySize;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * On a terminal: a bar for each transfer that is under way, redrawn in place. What is done scrolls up as a line of its own. The cursor is
 * never hidden and always stands at the beginning of an empty line, so that nothing is to be repaired when the program is stopped.
 */
final class Bars implements Display {

    private static final String UP_AND_CLEAR = "\r\u001b[1A\u001b[2K";
    private static final double NEWEST = 0.2;
    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 40;
    private static final double NANOSECONDS = 1e9;

    private final PrintWriter out;
    private final int width;
    private final List<Pace> paces = new ArrayList<>();
    private int drawn;

    /** How fast a transfer goes: bytes per second, smoothed. */
    record Pace(Transfer.Stage stage, long done, long nanoseconds, double rate) {

        static Pace first(Transfer.Snapshot now, long nanoseconds) {
            return new Pace(now.stage(), now.done(), nanoseconds, 0);
        }

        Pace then(Transfer.Snapshot now, long time) {
            if (now.stage() != stage || time <= nanoseconds) {
                return first(now, time);
            }
            var latest = Math.max(0, now.done() - done) * NANOSECONDS / (time - nanoseconds);
            return new Pace(stage, now.done(), time, rate == 0 ? latest : NEWEST * latest + (1 - NEWEST) * rate);
        }
    }

    /**
     * @param width of the terminal, in characters
     */
    Bars(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    /** One line: name, what is done, a bar, how much of how much, how fast, how long yet. */
    static String line(Transfer.Snapshot now, double rate, int width) {
        var head = String.format(Locale.ROOT, "%-12s %-13s ", now.label(), now.stage());
        if (now.stage().isEnd()) {
            return cut(head + BinarySize.of(now.total()), width);
        }
        var tail = " " + BinarySize.of(now.done()) + " of " + BinarySize.of(now.total()) + pace(now, rate);
        var room = Math.min(LONGEST_BAR, width - 1 - head.length() - tail.length() - 2);
        return cut(head + (room < SHORTEST_BAR ? "" : bar(now, room)) + tail, width);
    }

    private static String pace(Transfer.Snapshot now, double rate) {
        if (rate < 1) {
            return "";
        }
        var left = Duration.ofSeconds((long) Math.ceil((now.total() - now.done()) / rate));
        return "  " + BinarySize.of((long) rate) + "/s"
                + (left.isZero() || left.toHours() >= 100 ? "" : "  " + time(left) + " left");
    }

    private static String time(Duration left) {
        return left.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
    }

    private static String bar(Transfer.Snapshot now, int room) {
        var full = now.total() == 0 ? room : (int) (room * now.done() / now.total());
        return "[" + "=".repeat(full) + " ".repeat(room - full) + "]";
    }

    /** A line that is as long as the terminal is wide would be two. */
    private static String cut(String line, int width) {
        return line.length() < width ? line : line.substring(0, Math.max(0, width - 1));
    }

    @Override
    public void show(List<Transfer.Snapshot> transfers, long nanoseconds) {
        clear();
        var active = new ArrayList<String>();
        long waiting = 0;
        for (int i = 0; i < transfers.size(); i++) {
            var now = transfers.get(i);
            var known = i < paces.size();
            var wasDone = known && paces.get(i).stage().isEnd();
            var pace = known ? paces.get(i).then(now, nanoseconds) : Pace.first(now, nanoseconds);
            if (known) {
                paces.set(i, pace);
            } else {
                paces.add(pace);
            }
            if (now.stage() == Transfer.Stage.WAITING) {
                waiting++;
            } else if (!now.stage().isEnd()) {
                active.add(line(now, pace.rate(), width));
            } else if (!wasDone) {
                out.println(line(now, 0, width));
            }
        }
        if (waiting > 0) {
            active.add(cut(waiting + (waiting == 1 ? " waits" : " wait"), width));
        }
        drawn = active.size();
        out.print(active.stream().map(line -> line + System.lineSeparator()).collect(Collectors.joining()));
        out.flush();
    }

    @Override
    public void remark(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    /** What is not done stays to be seen. */
    @Override
    public void end() {
        drawn = 0;
    }

    private void clear() {
        out.print(UP_AND_CLEAR.repeat(drawn));
        drawn = 0;
    }
}
