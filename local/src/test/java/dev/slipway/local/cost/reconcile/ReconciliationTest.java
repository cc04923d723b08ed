package dev.slipway.local.cost.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.HourlyCharge;
import dev.slipway.registry.cost.MonthPrices;
import dev.slipway.registry.cost.SyntheticMonth;
import dev.slipway.registry.cost.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Made-up bills with known errors: each is named, and what it comes to. */
class ReconciliationTest {

    private static final BigDecimal TINY = new BigDecimal("0.000001");
    private static final AwsBill BILL = AwsBill.of(Metered.charges(), Metered.PRICES);

    /** In the last of the four days, when nothing is free any more. */
    private static final Instant HOUR = Instant.parse("2026-11-05T07:00:00Z");

    @TempDir
    private Path folder;

    enum Kind {
        CUR_CSV,
        CUR_PARQUET,
        FOCUS_CSV,
        FOCUS_PARQUET;

        Path write(AwsBill bill, Path folder) throws IOException {
            return switch (this) {
                case CUR_CSV -> bill.cur(folder.resolve("cur-00001.csv.gz"));
                case CUR_PARQUET -> bill.curParquet(folder.resolve("cur-00001.parquet"));
                case FOCUS_CSV -> bill.focus(folder.resolve("focus-00001.csv"));
                case FOCUS_PARQUET -> bill.focusParquet(folder.resolve("focus-00001.parquet"));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBillWithoutErrorsIsWhatWasMetered(Kind kind) throws IOException {
        var same = reconcile(kind, BILL);

        assertThat(same.services()).hasSize(6).allSatisfy(service -> {
            assertThat(service.difference().abs()).as(service.service()).isLessThan(TINY);
            assertThat(service.metered()).isPositive();
            assertThat(service.causes()).isEmpty();
        });
        assertThat(same.isWithin(new BigDecimal("0.001"))).isTrue();
        assertThat(same.apart()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMissingHourIsNamed(Kind kind) throws IOException {
        var lacking = reconcile(kind, BILL.without(line -> line.start().equals(HOUR)));

        assertThat(lacking.services())
                .allSatisfy(service -> assertThat(cause(service).text())
                        .startsWith("hours that the bill lacks: ")
                        .endsWith(", 2026-11-05 07:00 to 2026-11-05 08:00 UTC"));
        assertThat(cause(lacking, "Amazon DynamoDB").subject()).isEqualTo("table-read, table-write");
        assertExplained(lacking);
    }

    @ParameterizedTest
    @EnumSource
    void aDoubledLineIsNamed(Kind kind) throws IOException {
        var twice = line(Unit.TABLE_WRITE);

        var doubled = reconcile(kind, BILL.with(twice));

        var cause = cause(doubled, "Amazon DynamoDB");
        assertThat(cause.text())
                .isEqualTo("on the bill twice: table-write, the line of USE1-WriteRequestUnits of " + AwsLine.TABLE
                        + " at 2026-11-05 07:00 UTC");
        assertThat(cause.effect().subtract(twice.cost()).abs()).isLessThan(TINY);
        assertExplained(doubled);
    }

    @ParameterizedTest
    @EnumSource
    void aChangedPriceIsNamed(Kind kind) throws IOException {
        var dearer = new BigDecimal("1.25");

        var changed = reconcile(
                kind,
                BILL.changed(
                        line -> line.isOf(Unit.LAMBDA_TIME) && !line.start().isBefore(HOUR),
                        line -> line.costing(line.cost().multiply(dearer))));

        var cause = cause(changed, "AWS Lambda");
        assertThat(cause.text())
                .isEqualTo("another price than the price file's: lambda-time, 17 lines of Lambda-GB-Second-ARM at"
                        + " $0.000016667 per GB-second, not $0.0000133334");
        assertThat(cause.effect()).isPositive();
        assertExplained(changed);
    }

    @ParameterizedTest
    @EnumSource
    void anUntaggedResourceIsNamed(Kind kind) throws IOException {
        var untagged = reconcile(
                kind,
                BILL.changed(
                        line -> line.resource().equals(AwsLine.TABLE), line -> line.tagged(Map.of("user_team", "x"))));

        var cause = cause(untagged, "Amazon DynamoDB");
        assertThat(cause.text())
                .isEqualTo("resources without the stack's tag: table-read, table-write, " + AwsLine.TABLE);
        assertThat(service(untagged, "Amazon DynamoDB").billed()).isEqualByComparingTo("0");
        assertThat(untagged.verdict(BigDecimal.TWO))
                .isEqualTo("bill and ledger of 2026-11 are more than 2 % apart: Amazon DynamoDB -100.0 %");
        assertExplained(untagged);
    }

    /** All four at once, in one service. */
    @ParameterizedTest
    @EnumSource
    void errorsTogetherAreNamedEach(Kind kind) throws IOException {
        Predicate<AwsLine> reads = line -> line.isOf(Unit.TABLE_READ);
        var bill = BILL.without(reads.and(line -> line.start().equals(HOUR)))
                .with(line(Unit.TABLE_WRITE))
                .changed(
                        line -> line.isOf(Unit.TABLE_WRITE) && line.start().equals(HOUR.plusSeconds(3600)),
                        line -> line.costing(line.cost().add(BigDecimal.ONE)))
                .changed(reads.and(line -> line.start().equals(HOUR.plusSeconds(3600))), line -> line.tagged(Map.of()));

        var found = reconcile(kind, bill);

        assertThat(service(found, "Amazon DynamoDB").causes())
                .extracting(Cause::kind)
                .containsExactlyInAnyOrder(
                        Cause.Kind.MISSING_FROM_BILL,
                        Cause.Kind.BILLED_TWICE,
                        Cause.Kind.ANOTHER_PRICE,
                        Cause.Kind.UNTAGGED);
        assertExplained(found);
    }

    @Test
    void anHourThatTheLedgerLacksIsNamed() throws IOException {
        var ledger = new MeteredMonth(
                Metered.charges().stream().filter(charge -> !charge.hour().equals(HOUR)));

        var found = Reconciliation.of(read(Kind.CUR_CSV, BILL), ledger, MonthPrices.of(Metered.PRICES));

        assertThat(cause(found, "Amazon API Gateway").text())
                .isEqualTo("hours that the ledger lacks: gateway-request, 2026-11-05 07:00 to 2026-11-05 08:00 UTC");
    }

    @Test
    void whatTheLedgerDoesNotCountIsNamed() throws IOException {
        var storage = new AwsLine.Sku(
                "AmazonS3",
                "Amazon Simple Storage Service",
                "USE1-TimedStorage-ByteHrs",
                "StandardStorage",
                "GB-Mo",
                "");
        var checks = new AwsLine.Sku("AmazonRoute53", "Amazon Route 53", "Health-Check-AWS", "", "Health Checks", "");

        var found = reconcile(Kind.FOCUS_CSV, BILL.with(once(storage, "Usage", "2.5"), once(checks, "Usage", "0.5")));

        assertThat(cause(found, "Amazon Simple Storage Service").text()).isEqualTo("not metered: bucket-storage");
        assertThat(cause(found, "Amazon Route 53").text()).isEqualTo("not metered: Health-Check-AWS");
        assertThat(service(found, "Amazon Route 53").share()).isEqualTo("not metered");
        assertExplained(found);
    }

    @Test
    void taxAndCreditsAreSetApart() throws IOException {
        var none = new AwsLine.Sku("AWSLambda", "AWS Lambda", "", "", "", "");

        var found = reconcile(Kind.CUR_CSV, BILL.with(once(none, "Tax", "1.19"), once(none, "Credit", "-3")));

        assertThat(found.isWithin(new BigDecimal("0.001"))).isTrue();
        assertThat(found.apart().keySet()).containsExactly("Credit", "Tax");
        assertThat(ReconciliationText.rows(found)).contains(List.of("Tax", "$1.19", "", "", "", "not compared"));
    }

    @ParameterizedTest
    @EnumSource
    void aBillMayHaveALineADayOrAMonth(Kind kind) throws IOException {
        assertThat(reconcile(kind, BILL.every(Duration.ofDays(1))).services())
                .allSatisfy(service -> assertThat(service.causes()).isEmpty());

        var day = reconcile(
                kind,
                BILL.every(Duration.ofDays(1))
                        .without(line -> line.start().equals(Instant.parse("2026-11-05T00:00:00Z"))));
        assertThat(cause(day, "AWS Lambda").text())
                .isEqualTo("hours that the bill lacks: lambda-request, lambda-time,"
                        + " 2026-11-05 00:00 to 2026-11-06 00:00 UTC");
    }

    @Test
    void otherUseOfWhatIsFreeIsNamed() throws IOException {
        var paid = BILL.changed(
                line -> line.isOf(Unit.LAMBDA_REQUEST) && line.cost().signum() == 0,
                line -> line.costing(line.amount().multiply(new BigDecimal("0.0000002"))));

        var found = reconcile(Kind.CUR_CSV, paid);

        assertThat(cause(found, "AWS Lambda").text())
                .isEqualTo("other use in the account shares what is free and cheaper: lambda-request");
        assertExplained(found);
    }

    @Test
    void anotherAmountIsNamed() throws IOException {
        var more = new BigDecimal("1.05");

        var found = reconcile(
                Kind.CUR_CSV,
                BILL.changed(
                        line -> line.isOf(Unit.CLOUDFRONT_IN),
                        line -> line.of(line.amount().multiply(more))
                                .costing(line.cost().multiply(more))));

        assertThat(cause(found, "Amazon CloudFront").text())
                .startsWith("another amount: cloudfront-in, ")
                .endsWith(" metered (+5.0 %)");
        assertExplained(found);
    }

    @Test
    void onlyTheStackIsRead() throws IOException {
        var other = Map.of("aws_cloudformation_stack_name", "slipway-test");
        var resource = AwsLine.TABLE.replace("slipway-", "slipway-test-");
        var foreign = line(Unit.TABLE_READ);

        var found = reconcile(
                Kind.CUR_CSV,
                BILL.with(
                        foreign.tagged(other),
                        new AwsLine(
                                foreign.sku(),
                                "Usage",
                                resource,
                                Map.of(),
                                foreign.start(),
                                foreign.end(),
                                foreign.amount(),
                                foreign.cost())));

        assertThat(service(found, "Amazon DynamoDB").causes()).isEmpty();
    }

    @Test
    void aBillMayComeInPartsAndEachTagWillDo() throws IOException {
        Predicate<AwsLine> first = line -> line.start().isBefore(HOUR);
        var one = Kind.CUR_CSV.write(BILL.without(first.negate()), folder);
        var other = BILL.without(first)
                .changed(_ -> true, line -> line.tagged(Map.of("aws:cloudformation:stack-name", "slipway")))
                .focus(folder.resolve("focus-00002.csv"));

        var bill = StackBills.read(List.of(one, other), "slipway").month(Optional.empty());

        var found = Reconciliation.of(bill, Metered.month(), MonthPrices.of(Metered.PRICES));
        assertThat(found.isWithin(new BigDecimal("0.001"))).isTrue();
    }

    /** Lines of before are held against the prices of before, and one at a price that is another's time is named. */
    @ParameterizedTest
    @EnumSource
    void eachLineIsHeldAgainstThePricesOfItsTime(Kind kind) throws IOException {
        var prices = SyntheticMonth.changing(Metered.MONTH, 4);
        var ledger = new MeteredMonth(Metered.charges(new Bill(Metered.entries(), prices)).stream());
        var bill = AwsBill.of(Metered.charges(), prices);
        var late = Instant.parse("2026-11-04T05:00:00Z");
        Predicate<AwsLine> writes = line -> line.isOf(Unit.TABLE_WRITE);

        var same = Reconciliation.of(read(kind, bill), ledger, prices);
        var found = Reconciliation.of(
                read(
                        kind,
                        bill.changed(
                                writes.and(line -> line.start().equals(late)),
                                line -> line.costing(line.cost().divide(BigDecimal.valueOf(3))))),
                ledger,
                prices);

        assertThat(same.services()).hasSize(6).allSatisfy(service -> {
            assertThat(service.difference().abs()).as(service.service()).isLessThan(TINY);
            assertThat(service.causes()).isEmpty();
        });
        assertThat(cause(found, "Amazon DynamoDB").text())
                .isEqualTo("another price than the price file's: table-write, 1 line of USE1-WriteRequestUnits at"
                        + " $0.625 per 1,000,000, not $1.875");
        assertExplained(found);
        var lacking = Reconciliation.of(read(kind, bill.withoutHour(HOUR)), ledger, prices);
        assertExplained(lacking);
    }

    /** The ledger has a day's at its beginning; a bill has alarms by the hour, and a zone once in a month. */
    @ParameterizedTest
    @EnumSource
    void whatIsPaidForByItsTimeIsComparedByItsAmount(Kind kind) throws IOException {
        var alarms =
                new AwsLine.Sku("AmazonCloudWatch", "AmazonCloudWatch", "USE1-CW:AlarmMonitorUsage", "", "Alarms", "");
        var zone = new AwsLine.Sku("AmazonRoute53", "Amazon Route 53", "HostedZone", "", "HostedZone", "");
        var lines = new ArrayList<>(Metered.charges());
        for (var day = 0; day < 4; day++) {
            var start = Metered.START.plus(Duration.ofDays(day));
            lines.add(new HourlyCharge(start, Unit.ALARM, 480_000, BigDecimal.ZERO, BigDecimal.ZERO));
            lines.add(new HourlyCharge(start, Unit.ZONE, 250_000, BigDecimal.ZERO, new BigDecimal("0.125")));
        }
        var bill = BILL.with(line(zone, 0, "1", "0.5"));
        for (var hour = 0; hour < Metered.HOURS; hour++) {
            bill = bill.with(line(alarms, hour, "0.02", "0"));
        }

        var same =
                Reconciliation.of(read(kind, bill), new MeteredMonth(lines.stream()), MonthPrices.of(Metered.PRICES));
        assertThat(same.services()).hasSize(7).allSatisfy(service -> {
            assertThat(service.difference().abs()).as(service.service()).isLessThan(TINY);
            assertThat(service.causes()).isEmpty();
        });

        var none =
                Reconciliation.of(read(kind, BILL), new MeteredMonth(lines.stream()), MonthPrices.of(Metered.PRICES));
        assertThat(cause(none, "Amazon Route 53").text())
                .isEqualTo("hours that the bill lacks: zone, all of the month: is there a resource without its tag?");
        assertExplained(none);
    }

    @Test
    void aResourceWithoutAnyLineIsAskedFor() throws IOException {
        var found = reconcile(Kind.CUR_CSV, BILL.without(line -> line.isOf(Unit.GATEWAY_REQUEST)));

        assertThat(cause(found, "Amazon API Gateway").text())
                .isEqualTo("hours that the bill lacks: gateway-request,"
                        + " all of the month: is there a resource without its tag?");
        assertExplained(found);
    }

    @Test
    void aTagMayHaveAColumnOfItsOwn() throws IOException {
        var file = Files.writeString(folder.resolve("cur.csv"), """
                line_item_product_code,line_item_usage_type,line_item_line_item_type,line_item_usage_start_date,\
                line_item_usage_end_date,line_item_usage_amount,line_item_unblended_cost,resource_tags_user_slipway_stack
                AWSLambda,Request-ARM,Usage,2026-11-02 00:00:00.000,2026-11-02 01:00:00.000,5000000,0.8,slipway
                AWSLambda,Request-ARM,Usage,2026-11-02 00:00:00.000,2026-11-02 01:00:00.000,7,0.1,other
                AWSLambda,Request-ARM,Usage,2026-11-02 00:00:00.000,2026-11-02 01:00:00.000,7,0.1,
                """);

        var bill = StackBills.read(List.of(file), "slipway").month(Optional.empty());

        assertThat(bill.uses().get(Use.of(Unit.LAMBDA_REQUEST)))
                .extracting(BilledUse::tagged)
                .isEqualTo(new Sum(1, new BigDecimal("5000000"), new BigDecimal("0.8")));
    }

    private Reconciliation reconcile(Kind kind, AwsBill bill) throws IOException {
        return Reconciliation.of(read(kind, bill), Metered.month(), MonthPrices.of(Metered.PRICES));
    }

    private BilledMonth read(Kind kind, AwsBill bill) throws IOException {
        return StackBills.read(List.of(kind.write(bill, folder)), "slipway").month(Optional.empty());
    }

    /** Nothing of the difference is left that no cause explains. */
    private static void assertExplained(Reconciliation found) {
        assertThat(found.services()).allSatisfy(service -> {
            var effects = service.causes().stream().map(Cause::effect).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(service.difference().subtract(effects).abs())
                    .as(service.toString())
                    .isLessThan(TINY);
        });
    }

    private static AwsLine line(Unit unit) {
        return BILL.lines().stream()
                .filter(line -> line.isOf(unit) && line.start().equals(HOUR))
                .findFirst()
                .orElseThrow();
    }

    private static AwsLine line(AwsLine.Sku sku, int hour, String amount, String cost) {
        var start = Metered.START.plus(Duration.ofHours(hour));
        return new AwsLine(
                sku,
                "Usage",
                "",
                AwsBill.TAGS,
                start,
                start.plus(Duration.ofHours(1)),
                new BigDecimal(amount),
                new BigDecimal(cost));
    }

    private static AwsLine once(AwsLine.Sku sku, String kind, String cost) {
        return new AwsLine(
                sku, kind, "", AwsBill.TAGS, HOUR, HOUR.plusSeconds(3600), BigDecimal.TEN, new BigDecimal(cost));
    }

    private static ServiceComparison service(Reconciliation found, String name) {
        return found.services().stream()
                .filter(service -> service.service().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Cause cause(Reconciliation found, String name) {
        return cause(service(found, name));
    }

    private static Cause cause(ServiceComparison service) {
        assertThat(service.causes()).as(service.service()).hasSize(1);
        return service.causes().getFirst();
    }
}
