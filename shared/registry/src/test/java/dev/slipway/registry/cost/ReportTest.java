package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

    private static final String LINE = "REPORT RequestId: 9f1c6b1e-8d2a-4e3f-9a51-0c2d7e6b5a48\tDuration: 41.23 ms\t";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            "Billed Duration: 42 ms|Memory Size: 1769 MB|Max Memory Used: 201 MB|",                            42
            "Billed Duration: 642 ms|Memory Size: 1769 MB|Max Memory Used: 201 MB|Init Duration: 600.31 ms|", 642
            "Billed Duration: 42 ms|Memory Size: 1769 MB|Max Memory Used: 201 MB|Restore Duration: 512.50 ms|Billed Restore Duration: 154 ms|", 196
            """)
    void billsTheTimeOfTheInvocationAndThatOfASnapshotsRestoring(String rest, long milliseconds) {
        var report = Report.read(LINE + rest.replace('|', '\t')).orElseThrow();

        assertThat(report.invocation()).isEqualTo("9f1c6b1e");
        assertThat(report.time()).isEqualTo(milliseconds * 1769);
    }

    @Test
    void knowsHowLongItsLinesAre() {
        var line = LINE + "Billed Duration: 42 ms\tMemory Size: 1769 MB\tMax Memory Used: 201 MB";
        var others = "START RequestId: 9f1c6b1e-8d2a-4e3f-9a51-0c2d7e6b5a48 Version: 1\n"
                + "END RequestId: 9f1c6b1e-8d2a-4e3f-9a51-0c2d7e6b5a48\n";

        assertThat(Report.read(line).orElseThrow().logged()).isEqualTo(line.length() + others.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "REPORT", "REPORT RequestId: 1", "a REPORT RequestId: 1 Memory Size: 1 MB", "{}"})
    void otherLinesAreNoReports(String line) {
        assertThat(Report.read(line)).isEmpty();
    }
}
