package dev.slipway.local.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.manage.Surroundings;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdatePricesTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    /** What AWS listed in us-east-1 in November 2026, among it what no unit is. */
    private static final String LISTS = """
            AmazonCloudFront/current           | Executions-CloudFrontFunctions | | Executions | 0:0.0000000000 2000000:0.0000001000
            AmazonCloudFront/current           | US-Requests-Tier2-HTTPS | | Requests | 0:0.0000010000
            AmazonCloudFront/current           | EU-Requests-Tier2-HTTPS | | Requests | 0:0.0000012000
            AmazonCloudFront/current           | US-DataTransfer-Out-Bytes | | GB | 0:0.085 10240:0.080 51200:0.060 153600:0.040 512000:0.030 1048576:0.025 5242880:0.020
            AmazonCloudFront/current           | EU-DataTransfer-Out-Bytes | | GB | 0:0.085
            AmazonCloudFront/current           | US-DataTransfer-Out-OBytes | | GB | 0:0.020
            AmazonCloudFront/current           | EU-DataTransfer-Out-OBytes | | GB | 0:0.020
            AmazonApiGateway/current/us-east-1 | USE1-ApiGatewayHttpRequest | operation=ApiGatewayHttpApi | Requests | 0:0.0000010000 300000000:0.0000009000
            AmazonApiGateway/current/us-east-1 | USE1-ApiGatewayRequest | operation=ApiGatewayRequest | Requests | 0:0.0000035
            AWSLambda/current/us-east-1        | Request-ARM | group=AWS-Lambda-Requests-ARM | Requests | 0:0.0000002000
            AWSLambda/current/us-east-1        | Request | group=AWS-Lambda-Requests | Requests | 0:0.0000009
            AWSLambda/current/us-east-1        | Lambda-GB-Second-ARM | group=AWS-Lambda-Duration-ARM | Lambda-GB-Second | 0:0.0000133334
            AmazonDynamoDB/current/us-east-1   | ReadRequestUnits | operation=PayPerRequestThroughput | ReadRequestUnits | 0:0.0000001250
            AmazonDynamoDB/current/us-east-1   | IA-ReadRequestUnits | operation=PayPerRequestThroughput | ReadRequestUnits | 0:0.0000001550
            AmazonDynamoDB/current/us-east-1   | WriteRequestUnits | operation=PayPerRequestThroughput | WriteRequestUnits | 0:0.0000006250
            AmazonDynamoDB/current/us-east-1   | TimedStorage-ByteHrs | | GB-Mo | 0:0.0000000000 25:0.2500000000
            AmazonDynamoDB/current/us-east-1   | USE1-TimedStorage-ByteHrs | | GB-Mo | 0:0.2500000000
            AmazonDynamoDB/current/us-east-1   | TimedPITRStorage-ByteHrs | | GB-Mo | 0:0.2000000000
            AmazonS3/current/us-east-1         | Requests-Tier1 | group=S3-API-Tier1 | Requests | 0:0.0000050000
            AmazonS3/current/us-east-1         | Requests-Tier2 | group=S3-API-Tier2 | Requests | 0:0.0000004000
            AmazonS3/current/us-east-1         | TimedStorage-ByteHrs | volumeType=Standard | GB-Mo | 0:0.023 51200:0.022 512000:0.021
            AmazonS3/current/us-east-1         | TimedStorage-ByteHrs | volumeType=INTAAS3ObjectOverhead | GB-Mo | 0:0.021
            AmazonCloudWatch/current/us-east-1 | USE1-DataProcessing-Bytes | operation=PutLogEvents | GB | 0:0.5000000000
            AmazonCloudWatch/current/us-east-1 | TimedStorage-ByteHrs | | GB-Mo | 0:0.0300000000
            AmazonCloudWatch/current/us-east-1 | CW:AlarmMonitorUsage | | Alarms | 0:0.10
            AmazonCloudWatch/current/us-east-1 | CW:HighResAlarmMonitorUsage | | Alarms | 0:0.3000000000
            AmazonRoute53/current              | HostedZone | | HostedZone | 0:0.5000000000 25:0.1000000000
            AmazonECR/current/us-east-1        | TimedStorage-ByteHrs | | GB-Mo | 0:0.1000000000
            AWSDataTransfer/current/us-east-1  | DataTransfer-Out-Bytes | transferType=AWS Outbound;toLocation=External | GB | 0:0.0900000000 10240:0.0850000000 51200:0.0700000000 153600:0.0500000000
            AWSDataTransfer/current/us-east-1  | DataTransfer-Regional-Bytes | transferType=IntraRegion | GB | 0:0.01
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final PriceListServer aws = new PriceListServer();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void copyThePrices() throws IOException {
        file = Files.copy(Path.of("../prices/us-east-1.json"), folder.resolve("us-east-1.json"));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void equalPricesAreLeftAlone() throws IOException {
        var before = Files.readString(file);
        aws.putAll(LISTS);
        assertThat(update()).as(err.toString()).isZero();
        assertThat(out.toString())
                .isEqualTo("0 new in " + file + ", the others are as before" + System.lineSeparator());
        assertThat(file).hasContent(before);
    }

    @Test
    void anotherPriceIsALineMoreAndThoseOfThePastStay() throws IOException {
        var before = PriceFile.read(Files.newInputStream(file));
        aws.putAll(LISTS.replace("0:0.0000002000", "0:0.0000003000")
                .replace("300000000:0.0000009000", "300000000:0.0000008"));
        assertThat(update()).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "gateway-request above 300,000,000: $0.80 per 1,000,000, was $0.90 per 1,000,000",
                        "lambda-request: $0.30 per 1,000,000, was $0.20 per 1,000,000",
                        "2 new in ");
        var after = PriceFile.read(Files.newInputStream(file));
        assertThat(after.lines().subList(0, before.lines().size())).isEqualTo(before.lines());
        assertThat(after.free()).isEqualTo(before.free());
        assertThat(month(after, TODAY, "lambda-request", 2_000_000)).isEqualTo("$0.30");
        assertThat(month(after, TODAY.minusDays(1), "lambda-request", 2_000_000))
                .isEqualTo("$0.20");
        assertThat(after.lines().getLast().source()).isEqualTo(aws.url() + "/AWSLambda/current/us-east-1/index.json");
    }

    @Test
    void aTierThatIsNoMoreHasThePriceOfTheOneBelow() throws IOException {
        aws.putAll(LISTS.replace("0:0.023 51200:0.022 512000:0.021", "0:0.020 512000:0.010"));
        assertThat(update()).as(err.toString()).isZero();
        var after = PriceFile.read(Files.newInputStream(file));
        var all = 600_000L << 30;
        assertThat(month(after, TODAY, "bucket-storage", all)).isEqualTo("$11,120.00");
        assertThat(month(after, TODAY.minusDays(1), "bucket-storage", all)).isEqualTo("$13,163.20");
    }

    @Test
    void aFileThatThereIsNotYetHasAllUnitsOfItsRegion() throws IOException {
        aws.putAll(LISTS.replaceAll("(?m)us-east-1( *)\\| (USE1-)?", "eu-central-1$1| EUC1-"));
        var to = folder.resolve("new/eu.json");
        assertThat(run("--region", "eu-central-1", "--from", aws.url() + "/", "--to", to.toString()))
                .as(err.toString())
                .isZero();
        var prices = PriceFile.read(Files.newInputStream(to));
        assertThat(prices.region()).isEqualTo("eu-central-1");
        assertThat(Stream.of(Unit.values()))
                .allSatisfy(unit -> assertThat(Prices.of(prices, TODAY).lines(unit.toString()))
                        .isNotEmpty());
        assertThat(month(prices, TODAY, "cloudfront-request", 11_000_000)).isEqualTo("$1.20");
        assertThat(prices.free()).isEqualTo(PriceFile.bundled("us-east-1").free());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            | Request-ARM                 ! | Request-Other       ! no price of lambda-request (Request-ARM) in
            0:0.0000050000                ! 0:0                   ! no price of bucket-write (Requests-Tier1) in
            GB-Mo | 0:0.2500000000        ! GB-Mo | 0:0.26        ! 2 prices of table-storage (TimedStorage-ByteHrs) that contradict each other
            Requests | 0:0.0000004000     ! GB | 0:0.0000004000   ! price of bucket-read (SKU1 of AmazonS3) is for 'GB'
            0:0.1000000000                ! 5:0.1000000000        ! price of ecr-storage (SKU0 of AmazonECR) has tiers that do not follow
            0:0.1000000000                ! 0:x                   ! cannot be read: a price in it is no number
            AmazonECR                     ! AmazonECS             ! cannot be read: the answer is 404
            """)
    void whatCannotBeKnownIsOneLineAndNothingIsWritten(String part, String other, String why) throws IOException {
        var before = Files.readString(file);
        assertThat(LISTS).contains(part);
        aws.putAll(LISTS.replace("0:0.0000002000", "0:0.0000003000").replace(part, other));
        assertThat(update()).isOne();
        assertThat(err.toString()).contains(why).hasLineCount(1);
        assertThat(file).hasContent(before);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "" | it is no price list of AWS
            [] | it is no price list of AWS
            {} | it is no price list of AWS
            <html> | cannot be read: Unexpected character
            {"products": {"a": {"attributes": {"usagetype": " | cannot be read: Unexpected end-of-input
            {"products": {}, "terms": [] | it is no price list of AWS
            {"terms": {}, "products": {}} | its terms stand before its products
            {"products": {}, "terms": {"OnDemand": {}}} | no price of ecr-storage
            """)
    void aListThatIsNoneIsOneLine(String text, String why) {
        aws.putAll(LISTS);
        aws.put("AmazonECR/current/us-east-1", text.replace("\"\"", "\""));
        assertThat(update()).isOne();
        assertThat(err.toString()).contains(why).hasLineCount(1);
    }

    @Test
    void misuseIsOneLine() {
        assertThat(run("--region", "xx-none-1")).isOne();
        assertThat(run("--region", "us-east-1")).isOne();
        assertThat(run("--region", "us-west-2", "--to", file.toString())).isOne();
        assertThat(run("--region", "us-east-1", "--to", file.toString(), "--from", "::"))
                .isOne();
        assertThat(run("--region", "us-east-1", "--to", file.toString(), "--from", "http://127.0.0.1:1"))
                .isOne();
        assertThat(err.toString())
                .hasLineCount(5)
                .contains(
                        "'xx-none-1' is no region",
                        "say --to FILE",
                        "has prices of us-east-1, not of us-west-2",
                        "--from is no URL",
                        "http://127.0.0.1:1/AmazonCloudFront/current/index.json cannot be read: ");
    }

    private static String month(PriceFile file, LocalDate day, String unit, long amount) {
        return Money.rounded(Prices.of(file, day).month(unit, amount));
    }

    private int update() {
        return run("--region", "us-east-1", "--from", aws.url(), "--to", file.toString());
    }

    private int run(String... arguments) {
        return PricesCommand.of(surroundings())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(
                        Stream.concat(Stream.of("update"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Surroundings surroundings() {
        return new Surroundings(
                Map.of(),
                folder,
                InputStream.nullInputStream(),
                _ -> Optional.empty(),
                InstantSource.fixed(Instant.parse("2027-03-01T12:00:00Z")),
                Duration.ofSeconds(5));
    }
}
