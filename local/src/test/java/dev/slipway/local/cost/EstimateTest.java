package dev.slipway.local.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {

    private static final Prices PRICES = Prices.of(PriceFile.bundled("us-east-1"), LocalDate.of(2026, 11, 28));

    private static final Workload LARGE = work(600_000, 60_000, "50MiB", "100MiB", "5000GiB", 0, false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            edge-function      | 24720000       | 2.272      | 12,360,000 requests x 2; 22,720,000 x $0.10 per 1,000,000 after the first 2,000,000 = $2.27
            cloudfront-request | 12360000       | 2.36       | 600,000 pulls x (11 + 8 downloads) + 60,000 pushes x (14 + 2 uploads); 2,360,000 x $0.01 per 10,000 after the first 10,000,000 = $2.36
            cloudfront-out     | 31457280000000 | 2313.03    | 600,000 pulls x 50MiB; 10,240 GiB x $0.085 per GiB + 18,032.875 GiB x $0.08 per GiB after the first 1,024 GiB = $2,313.03
            cloudfront-in      | 6291456000000  | 117.1875   | 60,000 pushes x 100MiB; 5,859.375 GiB x $0.02 per GiB = $117.19
            gateway-request    | 7440000        | 7.44       | 600,000 pulls x 11 + 60,000 pushes x 14; 7,440,000 x $1.00 per 1,000,000 = $7.44
            lambda-request     | 7440000        | 1.288      | 600,000 pulls x 11 + 60,000 pushes x 14; 6,440,000 x $0.20 per 1,000,000 after the first 1,000,000 = $1.29
            lambda-time        | 658068000000   | 3.23527659296875 | 7,440,000 requests x 50 ms x 1,769 MiB; 242,644.531 GB-seconds x $0.0000133334 per GB-second after the first 400,000 GB-seconds = $3.24
            table-read         | 22320000       | 2.79       | 7,440,000 requests x 3; 22,320,000 x $0.125 per 1,000,000 = $2.79
            table-write        | 2400000        | 1.5        | 60,000 pushes x 40; 2,400,000 x $0.625 per 1,000,000 = $1.50
            bucket-write       | 120000         | 0.6        | 60,000 pushes x 2; 120,000 x $0.005 per 1,000 = $0.60
            bucket-read        | 4800000        | 1.92       | 600,000 pulls x 8; 4,800,000 x $0.0004 per 1,000 = $1.92
            bucket-storage     | 5368709120000  | 115        | 5000GiB stored; 5,000 GiB x $0.023 per GiB = $115.00
            """)
    void eachLineShowsItsArithmetic(String unit, long amount, BigDecimal cost, String arithmetic) {
        var line = line(Estimate.of(LARGE, new Pricing(PRICES, true)), unit);
        assertThat(line.amount()).isEqualTo(amount);
        assertThat(line.cost()).isEqualByComparingTo(cost);
        assertThat(line.arithmetic()).isEqualTo(arithmetic);
    }

    @Test
    void theTotalIsTheSumOfTheLines() {
        var bill = Estimate.of(LARGE, new Pricing(PRICES, true));
        assertThat(bill.lines()).hasSize(12);
        assertThat(bill.total()).isEqualByComparingTo("2568.62277659296875");
        assertThat(bill.rows("all").getLast()).isEqualTo(List.of("all", "", "", "$2,568.62", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, 5000, 500, 29196.875, 2532.934375",
        "0, true, 5000, 500, 29296.875, 2541.434375",
        "75, false, 5000, 500, 7224.21875, 650.1796875",
        "100, false, 5000, 500, 0, 0",
    })
    void ecrTakesStorageAndWhatLeavesTheRegion(
            int inRegion, boolean nothingFree, long stored, BigDecimal storage, BigDecimal paid, BigDecimal out) {
        var work = work(600_000, 60_000, "50MiB", "100MiB", stored + "GiB", inRegion, false);
        var bill = EcrEstimate.of(work, new Pricing(PRICES, !nothingFree));
        assertThat(line(bill, "ecr-storage").cost()).isEqualByComparingTo(storage);
        assertThat(line(bill, "ecr-out").cost()).isEqualByComparingTo(out);
        assertThat(line(bill, "ecr-out").service()).isEqualTo("Amazon Elastic Container Registry");
        assertThat(line(bill, "ecr-out").amount()).isEqualTo((100 - inRegion) * ((600_000L * 50) << 20) / 100);
    }

    @Test
    void directDownloadsPayS3AndNotCloudFront() {
        var bill =
                Estimate.of(work(600_000, 60_000, "50MiB", "100MiB", "5000GiB", 75, true), new Pricing(PRICES, true));
        assertThat(bill.lines()).extracting(EstimateLine::unit).doesNotContain("cloudfront-out");
        assertThat(line(bill, "cloudfront-request").amount()).isEqualTo(600_000 * 11 + 60_000 * 16);
        assertThat(line(bill, "bucket-out").cost()).isEqualByComparingTo("650.1796875");
        assertThat(line(bill, "bucket-out").arithmetic())
                .isEqualTo("600,000 pulls x 50MiB of which 75 % stay in the region, free; 7,224.219 GiB x $0.09 per GiB"
                        + " after the first 100 GiB = $650.18");
    }

    @Test
    void whoIsInTheRegionGoesByS3AndAllOthersByCloudFront() {
        var work = new Workload(
                600_000, 60_000, size("50MiB"), size("100MiB"), size("5000GiB"), 75, Downloads.Choice.AUTO);
        var bill = Estimate.of(work, new Pricing(PRICES, true));

        assertThat(bill.lines()).extracting(EstimateLine::unit).doesNotContain("bucket-out");
        assertThat(line(bill, "cloudfront-request").amount()).isEqualTo(600_000 * 11 + 600_000 * 8 / 4 + 60_000 * 16);
        assertThat(line(bill, "cloudfront-request").arithmetic())
                .startsWith("600,000 pulls x (11 + 8 downloads, of which 75 % go by S3 in the region, free) + 60,000");
        assertThat(line(bill, "cloudfront-out").arithmetic())
                .isEqualTo(
                        "600,000 pulls x 50MiB of which 75 % go by S3 in the region, free; 6,300.219 GiB x $0.085 per"
                                + " GiB after the first 1,024 GiB = $535.52");
    }

    @Test
    void whereNobodyIsInTheRegionAllGoByCloudFront() {
        var pricing = new Pricing(PRICES, true);
        for (var inRegion : new int[] {0, 100}) {
            var other = inRegion == 0 ? Downloads.Choice.EDGE : Downloads.Choice.S3;
            var choices = Stream.of(Downloads.Choice.AUTO, other)
                    .map(choice -> new Workload(600, 60, size("50MiB"), size("100MiB"), size("5GiB"), inRegion, choice))
                    .map(work -> Estimate.of(work, pricing).total())
                    .toList();
            assertThat(choices.getFirst()).isEqualByComparingTo(choices.getLast());
        }
    }

    @Test
    void whatIsFreeIsSaidOrLeftOut() {
        var little = work(10, 1, "1MB", "1MB", "1GB", 0, false);
        assertThat(line(Estimate.of(little, new Pricing(PRICES, true)), "lambda-request")
                        .arithmetic())
                .isEqualTo("10 pulls x 11 + 1 pushes x 14; 124 within the first 1,000,000, which are free = $0.00");
        assertThat(line(Estimate.of(little, new Pricing(PRICES, false)), "lambda-request")
                        .arithmetic())
                .isEqualTo("10 pulls x 11 + 1 pushes x 14; 124 x $0.20 per 1,000,000 = $0.000025");
    }

    @Test
    void noWorkCostsNothing() {
        var none = work(0, 0, "1MB", "1MB", "0B", 0, false);
        assertThat(Estimate.of(none, new Pricing(PRICES, false)).total()).isEqualByComparingTo("0");
        assertThat(EcrEstimate.of(none, new Pricing(PRICES, false)).total()).isEqualByComparingTo("0");
    }

    @Test
    void moreThanCanBeCountedIsNoNumber() {
        assertThatThrownBy(() ->
                        Estimate.of(work(Long.MAX_VALUE, 0, "1MB", "1MB", "0B", 0, false), new Pricing(PRICES, true)))
                .isInstanceOf(ArithmeticException.class);
    }

    private static EstimateLine line(Bill bill, String unit) {
        return bill.lines().stream()
                .filter(line -> line.unit().equals(unit))
                .findFirst()
                .orElseThrow();
    }

    private static Workload work(
            long pulls, long pushes, String pull, String push, String stored, int inRegion, boolean direct) {
        var downloads = direct ? Downloads.Choice.S3 : Downloads.Choice.EDGE;
        return new Workload(pulls, pushes, size(pull), size(push), size(stored), inRegion, downloads);
    }

    private static ByteCount size(String text) {
        return new ByteCount.Converter().convert(text);
    }
}
