package dev.slipway.local.cost.reconcile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no bill, or no whole one, are told from others in one line. */
class BadBillsTest {

    private static final AwsBill BILL = AwsBill.of(Metered.charges(), Metered.PRICES);

    @TempDir
    private Path folder;

    private Path focus = Path.of("");

    @BeforeEach
    void writeBill() throws IOException {
        focus = BILL.focus(folder.resolve("focus.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cur.csv.gz", "cur.parquet"})
    void aTornFileIsNotRead(String name) throws IOException {
        var file = folder.resolve(name);
        var whole = name.endsWith(".gz") ? BILL.cur(file) : BILL.curParquet(file);
        var bytes = Files.readAllBytes(whole);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        fails(file, name.endsWith(".gz") ? "it breaks off" : "cannot be read: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BilledCost      | Billed Cost | it has no column BilledCost
            ChargePeriodEnd | End         | it has no column ChargePeriodEnd
            Tags            | Labels      | it has no column Tags
            x_UsageType     | UsageType   | it is neither a Cost and Usage Report (CUR 2.0) nor AWS's FOCUS export
            """)
    void aColumnThatIsMissingIsNamed(String column, String other, String message) throws IOException {
        fails(change(column, other), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "USD"                    | "EUR"  | line 2: it is in EUR, and the ledger in US dollars
            2026-11-02T00:00:00.000Z | soon   | line 2: 'soon' is no time
            ,240000,                 | ,many, | line 2: 'many' is no number
            ,"{""user                | ,"[""user | line 2: its tags are no JSON object
            """)
    void whatCannotBeReadInALineIsNamed(String text, String other, String message) throws IOException {
        fails(change(text, other), message);
    }

    @Test
    void aLineThatBreaksOffIsNamed() throws IOException {
        var text = Files.readString(focus);
        Files.writeString(focus, text.substring(0, text.length() - 40));

        fails(focus, "cannot be read: ");
    }

    @Test
    void otherFilesAreNoBill() throws IOException {
        fails(folder.resolve("nowhere.csv"), "there is no file ");
        fails(Files.writeString(folder.resolve("empty.csv"), ""), "it is empty");
        fails(Files.writeString(folder.resolve("x.zip"), "PK\3\4..."), "it is a ZIP archive: unpack it first");
        fails(Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n"), "it is neither a Cost and Usage Report");
        fails(Files.writeString(folder.resolve("x.parquet"), "PAR1"), "cannot be read: ");
        fails(folder, "cannot be read: ");
    }

    @Test
    void aBillWithoutTheStackOrTheMonthIsRefused() throws IOException {
        fails(
                () -> StackBills.read(List.of(focus), "harbour").month(Optional.empty()),
                "the bill has no line of the stack harbour: is its tag slipway:stack activated for cost allocation?");
        fails(
                () -> StackBills.read(List.of(focus), "slipway").month(Optional.of(YearMonth.of(2026, 10))),
                "the bill has no line of the stack slipway of 2026-10, but of 2026-11");
        fails(
                change("2026-11-02T00:00", "2026-10-31T00:00"),
                "the bill has lines of 2026-10, 2026-11: say which month");
    }

    private Path change(String text, String other) throws IOException {
        var content = Files.readString(focus);
        return Files.writeString(focus, content.replace(text, other));
    }

    private static void fails(Path file, String message) {
        fails(() -> StackBills.read(List.of(file), "slipway").month(Optional.empty()), message);
    }

    private static void fails(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }
}
