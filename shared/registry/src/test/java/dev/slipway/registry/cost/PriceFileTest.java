package dev.slipway.registry.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PriceFileTest {

    private static final String LINE =
            "{'unit': 'table-read', 'usd': '0.125', 'per': 1000000, 'since': '2026-11-01', 'source': 's'}";

    @Test
    void readsLinesAndWhatIsFree() throws IOException {
        var file = read("{'region': 'r', 'currency': 'USD', 'lines': [" + LINE
                + "], 'free': [{'unit': 'table-read', 'amount': 7, 'source': 's'}]}");
        assertThat(file.region()).isEqualTo("r");
        assertThat(file.lines())
                .containsExactly(new PriceLine(
                        "table-read", 0, new BigDecimal("0.125"), 1_000_000, LocalDate.of(2026, 11, 1), "s"));
        assertThat(file.free()).containsExactly(Map.entry("table-read", 7L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "" | not a price file
            [] | not a price file
            {'region': 'r', 'currency': 'USD' | not JSON
            {'currency': 'USD', 'lines': []} | no region
            {'region': 'r', 'lines': []} | prices are in USD, not in ''
            {'region': 'r', 'currency': 'EUR'} | prices are in USD, not in 'EUR'
            {'region': 'r', 'currency': 'USD', 'x': 1} | unknown member x
            {'region': 'r', 'currency': 'USD', 'lines': {}} | not a price file
            {'region': 'r', 'currency': 'USD', 'lines': [1, {}]} | not a price file
            {'region': 'r', 'currency': 'USD', 'lines': [{'unit': {}}]} | unit is no single text or number
            {'region': 'r', 'currency': 'USD', 'lines': [{'unit': 'a', 'unit': 'b'}]} | unit is no single text or number
            {'region': 'r', 'currency': 'USD', 'lines': [{}]} | no unit in {}
            {'region': 'r', 'currency': 'USD', 'lines': [{'unit': 'a', 'usd': 'x'}]} | usd is no number
            {'region': 'r', 'currency': 'USD', 'lines': [{'unit': 'a', 'usd': '1', 'per': 'x'}]} | per is no whole number
            {'region': 'r', 'currency': 'USD', 'free': [{'unit': 'a', 'amount': -1}]} | less than nothing is free of a
            {'region': 'r', 'currency': 'USD', 'free': [{'unit': 'a', 'amount': 1}, {'unit': 'a', 'amount': 1}]} | stands twice
            """)
    void saysWhyItIsNone(String text, String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "0.125, -0.125, no price",
        "1000000, 0, no price",
        "1000000, 3, has no exact price",
        "2026-11-01, 2026-13-01, 2026-13-01",
    })
    void refusesALineThatIsNoPrice(String part, String wrong, String why) {
        assertThatThrownBy(
                        () -> read("{'region': 'r', 'currency': 'USD', 'lines': [" + LINE.replace(part, wrong) + "]}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void everyUnitHasAPriceInEachBundledFile(String region) {
        var file = PriceFile.bundled(region);
        assertThat(file.region()).isEqualTo(region);
        var prices = Prices.of(file, LocalDate.of(2026, 11, 28));
        assertThat(Stream.concat(Stream.of(Unit.values()).map(Unit::toString), Stream.of("ecr-storage", "ecr-out")))
                .allSatisfy(unit -> assertThat(prices.lines(unit)).isNotEmpty());
        assertThat(file.lines()).allSatisfy(line -> assertThat(line.source()).startsWith("https://"));
    }

    @Test
    void saysHowToGetAnotherRegion() {
        assertThatThrownBy(() -> PriceFile.bundled("xx-none-1"))
                .isInstanceOf(UnknownPriceException.class)
                .hasMessageContaining("./slipway prices update --region xx-none-1");
    }

    static List<String> bundled() throws IOException {
        try (var files = Files.list(Path.of("../../prices"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .toList();
        }
    }

    private static PriceFile read(String text) throws IOException {
        return PriceFile.read(new ByteArrayInputStream(text.replace('\'', '"').getBytes(UTF_8)));
    }
}
