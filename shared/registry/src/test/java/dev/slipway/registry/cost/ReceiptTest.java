package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReceiptTest {

    private static final Instant TIME = Instant.parse("2026-11-24T12:34:56.789Z");
    private static final Account ACCOUNT = new Account("team", "team/app", "Ev3ntsT0ken1", "pull");
    private static final Usage USAGE =
            new Usage(Map.of(Unit.EDGE_FUNCTION, 2L, Unit.CLOUDFRONT_OUT, 1L << 40, Unit.TABLE_READ, 2L));
    private static final Receipt RECEIPT =
            new Receipt(TIME, "JKJaXmPLvHcESHA=", "1f3a0b77", ACCOUNT, "docker/28", 200, "", USAGE);

    @Test
    void aLineIsReadAsItWasWritten() throws IOException {
        var line = RECEIPT.line("0.5");

        assertThat(line)
                .isEqualTo(
                        "{\"receipt\":\"JKJaXmPLvHcESHA=\",\"time\":\"2026-11-24T12:34:56.789Z\",\"invocation\":\"1f3a0b77\",\"owner\":\"team\","
                                + "\"package\":\"team/app\",\"token\":\"Ev3ntsT0ken1\",\"action\":\"pull\","
                                + "\"client\":\"docker/28\",\"status\":200,\"usd\":\"0.5\",\"edge-function\":2,"
                                + "\"cloudfront-out\":1099511627776,\"table-read\":2}");
        assertThat(Receipt.read(line)).isEqualTo(RECEIPT);
    }

    /** As {@link Instant} itself has it, in any order. */
    @Test
    void linesHaveTheirTimesToTheMillisecond() throws IOException {
        var writer = new ReceiptWriter();
        var times = Stream.of("12:34:56.789Z", "12:34:56Z", "12:34:56.007Z", "12:34:57.120Z", "12:34:56.999Z")
                .map(time -> Instant.parse("2026-11-24T" + time))
                .toList();
        for (var time : times) {
            var receipt = new Receipt(time.plusNanos(999_999), "1", "1", ACCOUNT, "", 200, "", USAGE);
            writer.write(receipt, PricedUsage.of(USAGE, "0"));
            writer.end();
        }

        var lines = writer.toString().lines().toList();
        assertThat(lines).hasSameSizeAs(times);
        for (var line = 0; line < times.size(); line++) {
            assertThat(lines.get(line)).contains("\"time\":\"" + times.get(line) + "\"");
            assertThat(Receipt.read(lines.get(line)).time()).isEqualTo(times.get(line));
        }
    }

    /** Whosever came before. */
    @Test
    void eachLineHasItsOwnAccountAndClient() throws IOException {
        var writer = new ReceiptWriter();
        var other = new Account("team", "team/app", "", "pull");
        var receipts = Stream.of(ACCOUNT, ACCOUNT, other, Account.nobody(""), other, ACCOUNT)
                .flatMap(account -> Stream.of("docker/28", "docker/28", "", "\"crane\"\n\\é\u2028")
                        .map(client -> new Receipt(TIME, "1", "1", account, client, 200, "", USAGE)))
                .toList();
        for (var receipt : receipts) {
            writer.write(receipt, PricedUsage.of(USAGE, "0"));
            writer.end();
        }

        var read = new ArrayList<Receipt>();
        for (var line : writer.toString().split("\n", -1)) {
            if (!line.isEmpty()) {
                read.add(Receipt.read(line));
            }
        }
        assertThat(read).isEqualTo(receipts);
    }

    @Test
    void aLineSaysHowADownloadGoes() throws IOException {
        for (var way : Way.values()) {
            var receipt = new Receipt(TIME, "1", "1", ACCOUNT, "docker/28", 307, "0a0b", Optional.of(way), Usage.NONE);

            assertThat(receipt.line("0"))
                    .contains("\"status\":307,\"transfer\":\"0a0b\",\"way\":\"" + way + "\",\"usd\"");
            assertThat(Receipt.read(receipt.line("0"))).isEqualTo(receipt);
            assertThat(Receipt.read(receipt.line("0").replace(way.toString(), "by-pigeon"))
                            .way())
                    .isEmpty();
        }
        assertThat(Way.values()).extracting(Way::toString).containsExactly("edge", "s3", "s3-region");
    }

    @Test
    void membersOfLaterVersionsArePassedOver() throws IOException {
        var line = RECEIPT.line("0").replace("{\"receipt\"", "{\"later\":1.5,\"receipt\"");

        assertThat(Receipt.read(line)).isEqualTo(RECEIPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"receipt\":\"x\",\"time\":\"soon\"}", "START RequestId: 1"})
    void whatIsNoReceiptIsRefused(String line) {
        assertThatThrownBy(() -> Receipt.read(line)).isInstanceOf(IOException.class);
    }

    @Test
    void aLongClientIsCut() throws IOException {
        var named = new Receipt(TIME, "1", "1", ACCOUNT, "x\n\u0001".repeat(100), 200, "", USAGE);

        assertThat(named.line("0")).hasSizeLessThan(700).doesNotContain("\n");
        assertThat(Receipt.read(named.line("0")).client()).hasSize(60);
    }

    @Test
    void theHeaderHasThePriceAtListAndTheUnits() {
        var kept = new ArrayList<String>();
        var receipts = new Receipts(
                Optional.of(PriceFile.bundled("us-east-1")), (receipt, priced) -> kept.add(priced.price()));

        // 2 x $0.10 / 1,000,000 + 1024 GB x $0.085 + 2 x $0.125 / 1,000,000
        assertThat(receipts.issue(RECEIPT))
                .isEqualTo("87.04000045 edge-function=2 cloudfront-out=1099511627776 table-read=2");
        assertThat(kept).containsExactly("87.04000045");
    }

    @Test
    void whereThePricesAreNotKnownTheReceiptSaysSo() {
        var early = new Receipt(Instant.EPOCH, "1", "1", ACCOUNT, "", 200, "", USAGE);
        var units = " edge-function=2 cloudfront-out=1099511627776 table-read=2";

        assertThat(Receipts.NONE.issue(RECEIPT)).isEqualTo("unknown" + units);
        assertThat(new Receipts(Optional.of(PriceFile.bundled("us-east-1")), (receipt, priced) -> {}).issue(early))
                .isEqualTo("unknown" + units);
        assertThatThrownBy(() -> PriceFile.bundled("mars-north-1"))
                .isInstanceOf(UnknownPriceException.class)
                .hasMessageContaining("no prices of mars-north-1 are known");
    }

    @Test
    void workInTheBackgroundHasAReceiptEvenIfItFails() {
        var kept = new ArrayList<Receipt>();
        var receipts = new Receipts(Optional.empty(), (receipt, priced) -> kept.add(receipt));

        receipts.background(Account.nobody("sweep"), "1", 1769, () -> TIME, () -> {
            Meter.count(Unit.BUCKET_WRITE, 3);
            return 1;
        });
        assertThatThrownBy(() -> receipts.background(Account.nobody("sweep"), "2", 1769, () -> TIME, () -> {
                    Meter.count(Unit.BUCKET_READ, 1);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        Meter.count(Unit.BUCKET_READ, 100); // nobody's

        assertThat(kept).extracting(Receipt::status).containsExactly(200, 500);
        assertThat(List.of(
                        kept.get(0).usage().amount(Unit.BUCKET_WRITE),
                        kept.get(1).usage().amount(Unit.BUCKET_READ)))
                .containsExactly(3L, 1L);
        assertThat(kept).allSatisfy(receipt -> {
            assertThat(receipt.usage().amount(Unit.LAMBDA_REQUEST)).isEqualTo(1);
            assertThat(receipt.usage().amount(Unit.LAMBDA_TIME)).isPositive().matches(time -> time % 1769 == 0);
        });
    }
}
