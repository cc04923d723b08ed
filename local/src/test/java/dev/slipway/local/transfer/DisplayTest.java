package dev.slipway.local.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.transfer.Transfer.Snapshot;
import dev.slipway.local.transfer.Transfer.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown of transfers. */
class DisplayTest {

    private static final long MIB = 1 << 20;
    private static final long SECOND = 1_000_000_000;

    private final StringWriter shown = new StringWriter();

    @Test
    void aLineSaysHowMuchHowFastAndHowLongYet() {
        var half = new Snapshot("0123456789ab", Stage.SENDING, 50 * MIB, 100 * MIB);
        assertThat(Bars.line(half, 5 * MIB, 120))
                .isEqualTo("0123456789ab sending       [" + "=".repeat(20) + " ".repeat(20)
                        + "] 50.0 MiB of 100.0 MiB  5.0 MiB/s  0:10 left");
        assertThat(Bars.line(half, 0, 60)).hasSizeLessThan(60).doesNotContain("left");
        assertThat(Bars.line(half, 5 * MIB, 30)).hasSize(29);
        assertThat(Bars.line(half, 1000, 120)).contains("14:33:49 left");
        assertThat(Bars.line(new Snapshot("a", Stage.DONE, 3, 3), 0, 80)).isEqualTo("a            done          3 B");
        assertThat(Bars.line(new Snapshot("a", Stage.SENDING, 0, 0), 0, 80)).contains("[====");
    }

    @Test
    void barsAreRedrawnInPlaceAndWhatIsDoneStays() {
        var bars = new Bars(new PrintWriter(shown), 80);
        bars.show(
                List.of(
                        new Snapshot("first", Stage.SENDING, 1, 10),
                        new Snapshot("second", Stage.WAITING, 0, 10),
                        new Snapshot("third", Stage.WAITING, 0, 10)),
                0);
        assertThat(shown.toString().lines()).hasSize(2).last().isEqualTo("2 wait");
        shown.getBuffer().setLength(0);
        bars.show(
                List.of(
                        new Snapshot("first", Stage.DONE, 10, 10),
                        new Snapshot("second", Stage.SENDING, 5, 10),
                        new Snapshot("third", Stage.WAITING, 0, 10)),
                SECOND);
        assertThat(shown.toString())
                .startsWith("\r\u001b[1A\u001b[2K\r\u001b[1A\u001b[2Kfirst        done          10 B");
        assertThat(shown.toString().split(System.lineSeparator(), -1))
                .hasSize(4)
                .contains("1 waits");
        shown.getBuffer().setLength(0);
        bars.remark("something");
        assertThat(shown.toString())
                .isEqualTo("\r\u001b[1A\u001b[2K\r\u001b[1A\u001b[2Ksomething" + System.lineSeparator());
    }

    @Test
    void theRateIsSmoothedAndBeginsAnewWithEachStage() {
        var pace = Bars.Pace.first(new Snapshot("a", Stage.SENDING, 0, 100), 0)
                .then(new Snapshot("a", Stage.SENDING, 10, 100), SECOND);
        assertThat(pace.rate()).isEqualTo(10);
        assertThat(pace.then(new Snapshot("a", Stage.SENDING, 40, 100), 2 * SECOND)
                        .rate())
                .isEqualTo(14);
        assertThat(pace.then(new Snapshot("a", Stage.VERIFYING, 100, 100), 2 * SECOND)
                        .rate())
                .isZero();
    }

    @Test
    void withoutATerminalThereAreLinesNowAndThen() {
        var lines = new Lines(new PrintWriter(shown));
        var time = 0L;
        for (var done : new long[] {0, 1, 20, 21, 22, 60, 100}) {
            lines.show(
                    List.of(
                            new Snapshot("large", Stage.SENDING, done * MIB, 100 * MIB),
                            new Snapshot("small", Stage.SENDING, 1, 2),
                            new Snapshot("there", Stage.THERE, 2, 2)),
                    time);
            time += SECOND;
        }
        lines.show(
                List.of(
                        new Snapshot("large", Stage.SENDING, 100 * MIB, 100 * MIB),
                        new Snapshot("small", Stage.DONE, 2, 2)),
                time);
        assertThat(shown.toString().lines())
                .containsExactly(
                        "large: sending (100.0 MiB)",
                        "there: already there (2 B)",
                        "large: sending 20 % of 100.0 MiB",
                        "large: sending 60 % of 100.0 MiB",
                        "large: sending 100 % of 100.0 MiB",
                        "small: done (2 B)");
        assertThat(Lines.news(
                        new Lines.Told(Stage.SENDING, 20, 0), new Snapshot("a", Stage.SENDING, 21, 100), 11 * SECOND))
                .contains("a: sending 21 % of 100 B");
    }
}
