package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.manage.Json;
import dev.slipway.local.manage.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostCommandsTest {

    private static final int USAGE = 2;
    private static final String[] TEAM = {
        "costs", "estimate", "--pulls", "6000", "--pushes", "600", "--stored", "50GiB", "--push-size", "100MiB"
    };

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void estimatesAMonthBesideEcr() {
        assertThat(run(TEAM)).isZero();
        assertThat(out.toString().lines().toList()).hasSize(19).satisfies(lines -> {
            assertThat(lines.getFirst())
                    .isEqualTo("In US dollars without tax, at AWS's prices in us-east-1 on 2026-11-28");
            assertThat(lines.get(1)).matches("SERVICE +UNIT +AMOUNT +COST +ARITHMETIC");
            assertThat(lines.get(14)).matches("Slipway, a month +\\$2\\.46");
            assertThat(lines.get(17)).matches("Amazon ECR, a month +\\$21\\.15");
            assertThat(lines.get(18)).isEqualTo("Slipway costs $18.68 less than Amazon ECR");
        });
    }

    @Test
    void estimatesForPrograms() {
        assertThat(run(with(TEAM, "--json", "--without-free-tier", "--downloads", "s3", "--in-region", "100")))
                .isZero();
        var json = Json.find(out.toString().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(json.text("currency")).isEqualTo("USD");
        assertThat(json.text("region")).isEqualTo("us-east-1");
        assertThat(json.text("total")).matches("\\d+\\.\\d{2,}");
        assertThat(json.objects("lines"))
                .hasSize(12)
                .allSatisfy(line ->
                        assertThat(line.members()).containsOnlyKeys("service", "unit", "amount", "cost", "arithmetic"));
        assertThat(json.toString()).contains("\"ecr\":{\"total\":\"5.00\",\"lines\":[{\"service\"");
    }

    @Test
    void reckonsWithThePricesOfAFileOrACheckout() throws IOException {
        var text = Files.readString(Path.of("../prices/us-east-1.json"))
                .replace("\"us-east-1\"", "\"eu-west-1\"")
                .replace("\"usd\": \"1.00\"", "\"usd\": \"9.00\"");
        var file = Files.writeString(
                Files.createDirectory(folder.resolve("prices")).resolve("eu-west-1.json"), text);
        assertThat(run(with(TEAM, "--prices", file.toString()))).isZero();
        assertThat(run(with(TEAM, "--region", "eu-west-1"))).isZero();
        assertThat(run("prices", "show", "--region", "eu-west-1")).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("74,400 x $9.00")))
                .hasSize(2);
        assertThat(out.toString()).containsPattern("gateway-request +\\$9\\.00 per 1,000,000 +2026-11-01");
        fails(
                1,
                "the price file has prices of eu-west-1, not of us-east-1",
                with(TEAM, "--region", "us-east-1", "--prices", file.toString()));
    }

    @Test
    void showsThePricesOfToday() {
        assertThat(run("prices", "show")).isZero();
        assertThat(out.toString())
                .containsPattern("UNIT +ABOVE +PRICE +FREE A MONTH +SINCE +SOURCE")
                .containsPattern("cloudfront-out +\\$0\\.085 per GiB +1,024 GiB +2026-11-01 +https")
                .containsPattern("cloudfront-out +10,240 GiB +\\$0\\.08 per GiB +2026-11-01 +https");
        out.getBuffer().setLength(0);
        assertThat(run("prices", "show", "--json")).isZero();
        var json = Json.find(out.toString().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(json.objects("lines")).hasSize(39);
    }

    @Test
    void whatIsMissingOrWrongIsOneLine() throws IOException {
        fails(USAGE, "Missing required subcommand (see slipway prices --help)", "prices");
        fails(USAGE, "Missing required options: '--pulls=N', '--pushes=N', '--stored=SIZE'", "costs", "estimate");
        fails(USAGE, "'5' is no size such as 50MB or 1.5GiB", with(TEAM, "--pull-size", "5"));
        fails(1, "--in-region is from 0 to 100, not 101", with(TEAM, "--in-region", "101"));
        fails(1, "--pulls and --pushes are 0 or more", "costs", "estimate", "--pulls=-1", "--pushes=0", "--stored=0B");
        fails(
                1,
                "more work than can be counted",
                "costs",
                "estimate",
                "--pulls=" + Long.MAX_VALUE,
                "--pushes=0",
                "--stored=0B");
        fails(1, "'moon-1' is no region", with(TEAM, "--region", "moon-1"));
        fails(
                1,
                "`./slipway prices update --region eu-west-3` reads them from AWS",
                with(TEAM, "--region", "eu-west-3"));
        fails(1, "there is no price file nowhere.json", "prices", "show", "--prices", "nowhere.json");
        var file = Files.writeString(folder.resolve("x"), "{\"region\": \"r\", \"currency\": \"USD\"}");
        fails(1, "no price of edge-function in r is known", with(TEAM, "--prices", file.toString()));
        fails(
                1,
                "cannot be read: not JSON",
                "prices",
                "show",
                "--prices",
                Files.writeString(file, "x").toString());
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    private void fails(int code, String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(code);
        assertThat(err.toString()).startsWith("slipway: ").contains(message).hasLineCount(1);
    }

    private int run(String... arguments) {
        var surroundings = new Surroundings(
                Map.of("SLIPWAY_HOME", folder.toString()),
                folder,
                InputStream.nullInputStream(),
                _ -> Optional.empty(),
                InstantSource.fixed(Instant.parse("2026-11-28T12:00:00Z")),
                Duration.ofSeconds(5));
        return Slipway.commandLine(surroundings, arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
