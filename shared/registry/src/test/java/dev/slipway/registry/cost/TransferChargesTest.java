package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TransferChargesTest extends DeliveredLogs {

    /** A download that was resumed, one from the cache, a direct upload and a presigned part: of who was let in, in their hours. */
    @Test
    void whatWasSentIsChargedToWhoeverWasSentThere() {
        led(NOON, GRANT, ALICE);
        led(NOON, UPLOAD, BOB);
        deliver(
                cloudFront("2026-11-24-12.a", 24),
                get("1", GRANT, NOON, 700, "Miss"),
                get("2", GRANT, NOON.plusSeconds(9), 300, "Hit"),
                get("3", GRANT, NOON.plusSeconds(3600), 1000, "Hit"),
                put("4", UPLOAD, NOON.plusSeconds(7), 10_000_000));
        deliver(s3("A", 24), part("5", UPLOAD, NOON.plusSeconds(70)), read("6", GRANT, NOON.plusSeconds(3601), 5000));

        var report = run();

        assertThat(report).isEqualTo(new TransferCharges.Report(1, 6, List.of(), true));
        assertThat(ledger())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "12 pull 2", "edge-function=4 cloudfront-request=2 cloudfront-out=1000 bucket-read=1",
                                "13 pull 2",
                                        "edge-function=2 cloudfront-request=1 cloudfront-out=1000 bucket-read=1 bucket-out=5000",
                                "12 push 2",
                                        "edge-function=2 cloudfront-request=1 cloudfront-out=400 cloudfront-in=10000000 bucket-write=2"));
        assertThat(entries()).extracting(Entry::account).containsOnly(ALICE, BOB);
    }

    /** S3's log does not tell who is in the region; the receipt does. */
    @Test
    void whatStayedInTheRegionIsCountedAsSuch() {
        led(NOON, GRANT, ALICE, Optional.of(Way.S3_REGION));
        led(NOON, "fedcba9876543210", ALICE, Optional.of(Way.S3));
        deliver(s3("A", 24), read("1", GRANT, NOON, 5000), read("2", "fedcba9876543210", NOON, 700));
        run();

        assertThat(ledger()).isEqualTo(Map.of("12 pull 2", "bucket-read=2 bucket-out=700 bucket-out-region=5000"));
    }

    @Test
    void whatNothingLedToIsNobodys() {
        led(NOON.minus(Duration.ofDays(2)), GRANT, ALICE);
        deliver(cloudFront("2026-11-24-12.a", 24), get("1", GRANT, NOON, 700, "Miss"));
        run();

        assertThat(entries()).extracting(Entry::account).containsExactly(NOBODY);
    }

    /** A grant of just before midnight is used just after it. */
    @Test
    void aTransferMayBeginOnTheDayBefore() {
        led(Instant.parse("2026-11-23T23:59:59Z"), GRANT, ALICE);
        deliver(cloudFront("2026-11-24-00.a", 24), get("1", GRANT, Instant.parse("2026-11-24T00:00:01Z"), 7, "Hit"));
        run();

        assertThat(entries()).extracting(Entry::account).containsExactly(ALICE);
    }

    @Test
    void aLogThatIsDeliveredTwiceIsCountedOnce() {
        var lines = new String[] {get("1", GRANT, NOON, 700, "Miss"), get("2", GRANT, NOON, 300, "Hit")};
        deliver(cloudFront("2026-11-24-12.a", 24), lines);
        run();
        deliver(cloudFront("2026-11-24-12.b", 25), lines[1], lines[0], "", get("3", GRANT, NOON, 1, "Hit"), lines[1]);
        var again = run();

        assertThat(again.requests()).isEqualTo(3);
        assertThat(ledger()).containsOnlyKeys("12 pull 3");
        assertThat(out()).isEqualTo(1001);
        assertThat(run()).isEqualTo(new TransferCharges.Report(0, 0, List.of(), true));
    }

    /** Up to a week late, in whatever folder it comes; what is older is left alone. */
    @Test
    void aLogThatComesLateIsCountedInItsHour() {
        deliver(cloudFront("2026-11-24-12.a", 24), get("1", GRANT, NOON, 700, "Miss"));
        run();
        now = NOON.plus(Duration.ofDays(7));
        deliver(cloudFront("2026-11-24-12.b", 26), get("2", GRANT, NOON.plusSeconds(5), 300, "Miss"));
        deliver(cloudFront("2026-11-23-12.c", 26), get("3", GRANT, NOON.minus(Duration.ofDays(1)), 300, "Miss"));

        assertThat(run().days()).isEqualTo(1);
        assertThat(out()).isEqualTo(1000);
    }

    /** A receipt that could not be found yet when the day was added up first. */
    @Test
    void whoeverIsFoundLaterIsChargedInThePlaceOfNobody() {
        deliver(cloudFront("2026-11-24-12.a", 24), get("1", GRANT, NOON, 700, "Miss"));
        run();
        assertThat(entries()).extracting(Entry::account).containsExactly(NOBODY);
        led(NOON, GRANT, ALICE);
        deliver(cloudFront("2026-11-24-12.b", 24), get("2", GRANT, NOON, 300, "Miss"));
        run();

        assertThat(entries()).extracting(Entry::account).containsExactly(ALICE);
        assertThat(out()).isEqualTo(1000);
    }

    @Test
    void whatReceiptsOfTheSameHourComeToStaysBesideIt() {
        led(NOON, GRANT, ALICE);
        var used = new Tally(1, Usage.NONE.plus(Unit.TABLE_READ, 4).plus(Unit.CLOUDFRONT_OUT, 20));
        new Ledger(table).keep(NOON, ALICE, used);
        deliver(cloudFront("2026-11-24-12.a", 24), get("1", GRANT, NOON, 700, "Hit"));
        run();
        new Ledger(table).keep(NOON, ALICE, used);
        deliver(cloudFront("2026-11-24-12.b", 24), get("2", GRANT, NOON, 1, "Hit"));
        run();

        assertThat(used()).hasToString("edge-function=4 cloudfront-request=2 cloudfront-out=721 table-read=4");
        assertThat(new Ledger(table).hour(NOON)).hasSize(2);
    }

    @Test
    void anObjectThatCannotBeReadIsLeftOutWhollyAndNamedUntilItCan() {
        var whole = AccessLogLines.zipped(List.of(get("1", GRANT, NOON, 500, "Hit"), get("2", GRANT, NOON, 40, "Hit")));
        var cut = new ObjectKey(cloudFront("2026-11-24-12.a", 24));
        bucket.put(cut, Arrays.copyOf(whole, whole.length - 12));
        deliver(cloudFront("2026-11-24-12.b", 24), get("3", GRANT, NOON, 3, "Hit"), "garbage");
        deliver(cloudFront("2026-11-24-12.c", 24), get("4", GRANT, NOON, 2000, "Hit"));
        bucket.put(new ObjectKey(cloudFront("2026-11-24-12.d", 24)), new byte[0]);
        deliver(cloudFront("2026-11-25-12.e", 25), get("5", GRANT, NOON.plus(Duration.ofDays(1)), 10_000, "Hit"));
        now = NOON.plus(Duration.ofDays(1));

        for (var time = 0; time < 2; time++) {
            assertThat(run().problems())
                    .containsExactly(
                            "the access log cloudfront/2026/11/24/E2EXAMPLE.2026-11-24-12.a.gz cannot be read:"
                                    + " Unexpected end of ZLIB input stream",
                            "the access log cloudfront/2026/11/24/E2EXAMPLE.2026-11-24-12.b.gz cannot be read: line 2:"
                                    + " no line of CloudFront's access log: no JSON");
            assertThat(out()).isEqualTo(12_000);
        }
        bucket.put(cut, whole);
        bucket.delete(new ObjectKey(cloudFront("2026-11-24-12.b", 24)));

        assertThat(run().problems()).isEmpty();
        assertThat(out()).isEqualTo(12_540);
        assertThat(run().days()).isZero();
    }

    @Test
    void anObjectOfAnotherNameIsNamed() {
        var key = "cloudfront/2026/11/24/E2 EXAMPLE.2026-11-24-12.gz";

        assertThat(charges(table, new Listing(key)).run(() -> true).problems())
                .containsExactly("the access log " + key + " cannot be read: not an object key: " + key);
    }

    /** More objects than S3 lists in one call. */
    @Test
    void aBusyDayIsReadWhole() {
        for (var object = 0; object < 1100; object++) {
            deliver(s3("%04d".formatted(object), 24), part("part-" + object, UPLOAD, NOON));
        }
        assertThat(run().requests()).isEqualTo(1100);
        assertThat(used().amount(Unit.BUCKET_WRITE)).isEqualTo(1100);
    }

    /** So that a day's sums never come into another month's. */
    @Test
    void whatADaysLogHasOfAnotherDayIsOfItsFirstOrLastHour() {
        var midnight = Instant.parse("2026-12-01T00:00:00Z");
        now = midnight.plusSeconds(7200);
        deliver(
                "cloudfront/2026/12/01/E2EXAMPLE.2026-12-01-00.a.gz",
                get("1", GRANT, midnight.minusSeconds(1), 7, "Hit"),
                get("2", GRANT, midnight.plus(Duration.ofDays(1)), 7, "Hit"));
        run();

        assertThat(new Ledger(table).month(YearMonth.of(2026, 12)))
                .extracting(Entry::hour)
                .containsExactly(midnight, midnight.plus(Duration.ofHours(23)));
        assertThat(entries()).isEmpty();
    }

    @Test
    void whoeverIsOutOfTimeGoesOnTheNextTime() {
        for (var day = 20; day <= 24; day++) {
            deliver(cloudFront("2026-11-" + day + "-12.a", day), get("day-" + day, GRANT, NOON, 1, "Hit"));
        }
        var times = new ArrayList<>(List.of(1, 2));

        assertThat(charges(table, bucket).run(() -> !times.isEmpty() && times.removeFirst() > 0))
                .isEqualTo(new TransferCharges.Report(2, 2, List.of(), false));
        assertThat(run()).isEqualTo(new TransferCharges.Report(3, 3, List.of(), true));
        assertThat(entries()).hasSize(5);
    }

    /** Half a million lines and more: what is kept of each is a number. */
    @Test
    void aDayOfManyLinesIsAddedUp() {
        var lines = IntStream.range(0, 20_000)
                .mapToObj(line -> get("request-" + line, GRANT, NOON.plusSeconds(line % 3600), 1, "Hit"))
                .toList();
        bucket.put(new ObjectKey(cloudFront("2026-11-24-12.a", 24)), AccessLogLines.zipped(lines));
        bucket.put(new ObjectKey(cloudFront("2026-11-24-12.b", 24)), AccessLogLines.zipped(lines));

        assertThat(run().requests()).isEqualTo(20_000);
        assertThat(out()).isEqualTo(20_000);
    }

    /** A bucket that has an object of this name, which no object of the registry has. */
    private record Listing(String key) implements Bucket {

        @Override
        public List<ListedObject> page(String prefix, String after, int limit) {
            return key.startsWith(prefix) && key.compareTo(after) > 0
                    ? List.of(new ListedObject(key, 1, NOON))
                    : List.of();
        }

        @Override
        public StoredObject put(ObjectKey at, byte[] content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<StoredObject> find(ObjectKey at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<InputStream> open(ObjectKey at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ObjectKey> list(String prefix) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoredObject copy(ObjectKey from, ObjectKey to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(ObjectKey at) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aDayThatIsNotLookedAtAnyMoreIsForgottenByItself() {
        deliver(cloudFront("2026-11-24-12.a", 24), get("1", GRANT, NOON, 700, "Miss"));
        run();

        assertThat(table.items())
                .filteredOn(item -> item.key().partition().equals("c#transfers"))
                .singleElement()
                .satisfies(item -> assertThat(item.number("expires"))
                        .isEqualTo(LocalDate.of(2026, 12, 24).toEpochDay() * 86_400));
    }
}
