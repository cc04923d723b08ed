package dev.slipway.local.cost.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Charge;
import dev.slipway.registry.cost.SyntheticMonth;
import dev.slipway.registry.cost.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FocusExportTest {

    private static final Account ACCOUNT = new Account("team", "team/app", "k1", "pull");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EDGE_FUNCTION      |       7 | Invocations      | 7       | Amazon CloudFront             | Networking                | Content Delivery
            CLOUDFRONT_REQUEST |       7 | Requests         | 7       | Amazon CloudFront             | Networking                | Content Delivery
            CLOUDFRONT_OUT     | 1610612736 | GB            | 1.5     | Amazon CloudFront             | Networking                | Content Delivery
            CLOUDFRONT_IN      | 1610612736 | GB            | 1.5     | Amazon CloudFront             | Networking                | Content Delivery
            GATEWAY_REQUEST    |     100 | Requests         | 100     | Amazon API Gateway            | Integration               | API Management
            LAMBDA_REQUEST     |       7 | Requests         | 7       | AWS Lambda                    | Compute                   | Serverless Compute
            LAMBDA_TIME        |  256000 | GB-Seconds       | 0.25    | AWS Lambda                    | Compute                   | Serverless Compute
            TABLE_READ         |       7 | ReadRequestUnits | 7       | Amazon DynamoDB               | Databases                 | NoSQL Databases
            TABLE_WRITE        |       7 | WriteRequestUnits | 7      | Amazon DynamoDB               | Databases                 | NoSQL Databases
            TABLE_STORAGE      | 1610612736 | GB-Months     | 1.5     | Amazon DynamoDB               | Databases                 | NoSQL Databases
            TABLE_BACKUP       | 1610612736 | GB-Months     | 1.5     | Amazon DynamoDB               | Databases                 | NoSQL Databases
            BUCKET_WRITE       |       7 | Requests         | 7       | Amazon Simple Storage Service | Storage                   | Object Storage
            BUCKET_READ        |       7 | Requests         | 7       | Amazon Simple Storage Service | Storage                   | Object Storage
            BUCKET_DELETE      |       7 | Requests         | 7       | Amazon Simple Storage Service | Storage                   | Object Storage
            BUCKET_OUT         |       1 | GB               | 0.000000000931322574615478515625 | Amazon Simple Storage Service | Storage | Object Storage
            BUCKET_OUT_REGION  | 1610612736 | GB            | 1.5     | Amazon Simple Storage Service | Storage                   | Object Storage
            BUCKET_STORAGE     | 1610612736 | GB-Months     | 1.5     | Amazon Simple Storage Service | Storage                   | Object Storage
            LOG_IN             | 1610612736 | GB            | 1.5     | AmazonCloudWatch              | Management and Governance | Observability
            LOG_STORAGE        | 1610612736 | GB-Months     | 1.5     | AmazonCloudWatch              | Management and Governance | Observability
            ALARM              |  333333 | Alarm-Months     | 0.333333 | AmazonCloudWatch             | Management and Governance | Observability
            ZONE               |   33333 | Zone-Months      | 0.033333 | Amazon Route 53              | Networking                | Network Infrastructure
            """)
    void everyUnitIsWhatAwsPrices(
            Unit unit,
            long amount,
            String pricingUnit,
            String quantity,
            String service,
            String category,
            String subcategory)
            throws IOException {
        var row = csv(new Charge(Month.NOVEMBER.atDay(1), ACCOUNT, unit, amount, BigDecimal.ZERO, BigDecimal.ZERO))
                .getFirst();

        assertThat(row)
                .containsEntry("PricingUnit", pricingUnit)
                .containsEntry("ConsumedUnit", pricingUnit)
                .containsEntry("PricingQuantity", quantity)
                .containsEntry("ConsumedQuantity", quantity)
                .containsEntry("ServiceName", service)
                .containsEntry("ServiceCategory", category)
                .containsEntry("ServiceSubcategory", subcategory)
                .containsEntry("SkuId", "us-east-1/" + unit)
                .containsEntry("x_slipway_unit", unit.toString())
                .containsEntry("x_slipway_amount", Long.toString(amount));
    }

    @Test
    void aRowSaysWhoDidWhatAndForHowMuch() throws IOException {
        var row = csv(charge("0.1275", "0.0425")).getFirst();

        assertThat(row)
                .containsEntry("BilledCost", "0.0425")
                .containsEntry("EffectiveCost", "0.0425")
                .containsEntry("ListCost", "0.1275")
                .containsEntry("ContractedCost", "0.1275")
                .containsEntry("ListUnitPrice", "0.085")
                .containsEntry("ContractedUnitPrice", "0.085")
                .containsEntry("SkuPriceId", "us-east-1/cloudfront-out/0.085")
                .containsEntry("ChargeDescription", "Data Transfer Out to Internet for pull of team/app by k1")
                .containsEntry("ChargePeriodStart", "2026-11-30T00:00:00Z")
                .containsEntry("ChargePeriodEnd", "2026-12-01T00:00:00Z")
                .containsEntry("BillingPeriodStart", "2026-11-01T00:00:00Z")
                .containsEntry("BillingPeriodEnd", "2026-12-01T00:00:00Z")
                .containsEntry("BillingAccountId", "123456789012")
                .containsEntry("ResourceId", "123456789012/us-east-1/slipway/team/app")
                .containsEntry("ResourceName", "team/app")
                .containsEntry("Tags", """
                        {"stack":"slipway","owner":"team","repository":"team/app","credential":"k1","action":"pull"}""");
    }

    @Test
    void workThatConcernsNoPackageHasNoResource() throws IOException {
        var row = csv(new Charge(
                        Month.NOVEMBER.atDay(1),
                        new Account("", "", "", "sign-in"),
                        Unit.TABLE_READ,
                        8,
                        new BigDecimal("0.000001"),
                        BigDecimal.ZERO))
                .getFirst();

        assertThat(row)
                .containsEntry("ResourceId", "")
                .containsEntry("ResourceName", "")
                .containsEntry("ResourceType", "")
                .containsEntry("RegionId", "us-east-1")
                .containsEntry("RegionName", "US East (N. Virginia)")
                .containsEntry("ChargeDescription", "Read Request Units for sign-in")
                .containsEntry("Tags", "{\"stack\":\"slipway\",\"action\":\"sign-in\"}");
    }

    @Test
    void csvHasTheCostToItsLastDigit() throws IOException {
        var file = write("month.csv", Month.charges(1));

        assertThat(Csv.read(file).stream()
                        .map(row -> new BigDecimal(row.get("BilledCost")))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(cost(Month.charges(1)));
    }

    @Test
    void parquetHasTheCostToThirtyDigitsInAllRowsTogether() throws IOException {
        var file = write("month.parquet", Month.charges(1));

        var difference = sum(Parquet.read(file), "BilledCost").subtract(cost(Month.charges(1)));
        assertThat(difference.abs()).isLessThanOrEqualTo(new BigDecimal("0.5E-30"));
    }

    @Test
    void parquetHasExactlyTheCostThatThirtyDigitsCanSay() throws IOException {
        var file = write(
                "month.parquet", Stream.of(charge("0.1275", "0.000000000000000000000000000001"), charge("9", "7")));

        assertThat(sum(Parquet.read(file), "BilledCost"))
                .isEqualByComparingTo(new BigDecimal("7.000000000000000000000000000001"));
    }

    @Test
    void bothFormatsSayTheSame() throws IOException {
        var parquet = Parquet.read(write("month.parquet", Month.charges(3)));
        var csv = Csv.read(write("month.csv", Month.charges(3)));

        assertThat(parquet).hasSameSizeAs(csv);
        for (var i = 0; i < csv.size(); i++) {
            for (var column : Column.ALL) {
                assertSame(
                        column,
                        csv.get(i).getOrDefault(column.name(), "none"),
                        parquet.get(i).getOrDefault(column.name(), ""));
            }
        }
    }

    @Test
    void manyRowsAreWrittenInGroups() throws IOException {
        var charges = Collections.nCopies(ParquetFile.GROUP * 2 + 1, charge("0.1275", "0.0425"));

        var rows = Parquet.read(write("month.parquet", charges.stream()));

        assertThat(rows).hasSize(charges.size());
        assertThat(sum(rows, "ListCost"))
                .isEqualByComparingTo(new BigDecimal("0.1275").multiply(BigDecimal.valueOf(charges.size())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "\"", "a\r\nb", " padded ", "señal 🚢", "\"\",\n\"\""})
    void awkwardTextsComeBack(String text) throws IOException {
        var charge = new Charge(
                Month.NOVEMBER.atDay(1),
                new Account("team", text, text, "pull"),
                Unit.LOG_IN,
                1,
                BigDecimal.ZERO,
                BigDecimal.ZERO);

        assertThat(csv(charge).getFirst())
                .containsEntry("ResourceName", text)
                .containsEntry("x_slipway_credential", text);
        assertThat(Parquet.read(write("one.parquet", Stream.of(charge))).getFirst())
                .containsEntry("ResourceName", text)
                .containsEntry("x_slipway_credential", text);
    }

    /** Of ten million requests in a month in which prices change: the bill to its last digit, and the price of each day. */
    @Test
    void aMonthInWhichPricesChangeIsItsBill() throws IOException {
        var prices = SyntheticMonth.changing(Month.NOVEMBER, 14);
        var bill = new Bill(SyntheticMonth.large(Month.NOVEMBER, new Random(1)), prices);
        var file = write("month.csv", bill.charges(account -> true).stream());

        var rows = Csv.read(file);

        assertThat(rows.stream()
                        .map(row -> new BigDecimal(row.get("BilledCost")))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(bill.total());
        assertThat(rows.stream()
                        .filter(row -> "us-east-1/table-write".equals(row.get("SkuId")))
                        .map(row -> row.get("ListUnitPrice")
                                + ("2026-11-14".compareTo(row.getOrDefault("ChargePeriodStart", "")) > 0
                                        ? " before"
                                        : " after"))
                        .distinct())
                .containsExactlyInAnyOrder("0.000000625 before", "0.000001875 after");
    }

    @Test
    void aMonthWithoutChargesIsAFileWithoutRows() throws IOException {
        assertThat(Files.readString(write("empty.csv", Stream.of())))
                .startsWith("AvailabilityZone,BilledCost,")
                .hasLineCount(1);
        assertThat(Parquet.read(write("empty.parquet", Stream.of()))).isEmpty();
    }

    @Test
    void whatIsNoAmountIsNoRow() throws IOException {
        assertThat(csv(new Charge(Month.NOVEMBER.atDay(1), ACCOUNT, Unit.LOG_IN, 0, BigDecimal.ZERO, BigDecimal.ZERO)))
                .isEmpty();
    }

    @Test
    void anotherEndingIsRefused() {
        assertThatThrownBy(() -> write("month.xlsx", Stream.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".csv or .parquet")
                .hasMessageContaining("month.xlsx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"month.csv", "month.parquet"})
    void whatFailsLeavesWhatWasThere(String name) throws IOException {
        var before = Files.writeString(folder.resolve(name), "before");
        var october = new Charge(
                Month.NOVEMBER.atDay(1).minusDays(1), ACCOUNT, Unit.LOG_IN, 1, BigDecimal.ZERO, BigDecimal.ZERO);

        assertThatThrownBy(() -> write(name, Stream.of(charge("1", "1"), october)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a charge of 2026-10-31 is not of 2026-11");
        assertThat(before).hasContent("before");
        assertThat(folder).isDirectoryContaining(before::equals).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void whatIsTooLargeForParquetIsSaid() {
        assertThatThrownBy(() -> write("month.parquet", Stream.of(charge("1", "100000000"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("BilledCost has no room for 100000000");
    }

    private static void assertSame(Column column, String csv, Object parquet) {
        switch (parquet) {
            case BigDecimal number -> {
                var digit = BigDecimal.ONE.movePointLeft(column.type().scale());
                assertThat(number.subtract(new BigDecimal(csv)).abs()).isLessThanOrEqualTo(digit);
            }
            case Instant time -> assertThat(time).isEqualTo(Instant.parse(csv));
            default -> assertThat(parquet.toString()).as(column.name()).isEqualTo(csv);
        }
    }

    /** One and a half GB to a viewer. */
    private static Charge charge(String list, String cost) {
        return new Charge(
                Month.NOVEMBER.atEndOfMonth(),
                ACCOUNT,
                Unit.CLOUDFRONT_OUT,
                3L << 29,
                new BigDecimal(list),
                new BigDecimal(cost));
    }

    private List<Map<String, String>> csv(Charge charge) throws IOException {
        return Csv.read(write("one.csv", Stream.of(charge)));
    }

    private Path write(String name, Stream<Charge> charges) throws IOException {
        var file = folder.resolve(name);
        FocusExport.write(charges, Month.CONTEXT, file);
        return file;
    }

    private static BigDecimal cost(Stream<Charge> charges) {
        return charges.map(Charge::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal sum(List<Map<String, Object>> rows, String column) {
        return rows.stream().map(row -> (BigDecimal) row.get(column)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
