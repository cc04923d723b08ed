package dev.slipway.registry.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A region's prices, of today and of before: JSON with the members {@code region}, {@code currency}, {@code lines} (each
 * with {@code unit}, {@code usd}, {@code per}, {@code since}, {@code source} and, of a higher tier, {@code above}) and
 * {@code free} (what is free in a month: {@code unit}, {@code amount}, {@code source}).
 *
 * @param free by the name of what is free
 */
public record PriceFile(String region, List<PriceLine> lines, Map<String, Long> free) {

    private static final JsonFactory JSON = new JsonFactory();

    public PriceFile {
        lines = List.copyOf(lines);
        free = Map.copyOf(free);
    }

    /**
     * The file that this program was built with.
     *
     * @throws UnknownPriceException where there is none of the region
     */
    public static PriceFile bundled(String region) {
        try (var in = PriceFile.class.getResourceAsStream("prices/" + region + ".json")) {
            if (in == null) {
                throw new UnknownPriceException("no prices of " + region
                        + " are known: `./slipway prices update --region " + region + "` reads them from AWS");
            }
            return read(in);
        } catch (IOException e) {
            throw new IllegalStateException("the prices of " + region + " cannot be read", e);
        }
    }

    /**
     * Reads one.
     *
     * @throws IOException when it is not a price file, in its message why
     */
    public static PriceFile read(InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            var reader = new Reader(parser);
            reader.readFile();
            return new PriceFile(reader.region, reader.lines, reader.free);
        } catch (JsonParseException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static final class Reader {

        private final JsonParser parser;
        private String region = "";
        private final List<PriceLine> lines = new ArrayList<>();
        private final Map<String, Long> free = new HashMap<>();

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        void readFile() throws IOException {
            require(JsonToken.START_OBJECT, parser.nextToken());
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "region" -> region = parser.getText();
                    case "currency" -> requireDollars(parser.getText());
                    case "lines" -> readAll(fields -> lines.add(line(fields)));
                    case "free" -> readAll(fields -> free.put(text(fields, "unit"), number(fields, "amount")));
                    default -> throw new IllegalArgumentException("unknown member " + name);
                }
            }
        }

        private void readAll(Consumer<Map<String, String>> each) throws IOException {
            require(JsonToken.START_ARRAY, parser.currentToken());
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                var fields = new HashMap<String, String>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, parser.getText());
                }
                each.accept(fields);
            }
        }

        private static PriceLine line(Map<String, String> fields) {
            return new PriceLine(
                    text(fields, "unit"),
                    fields.containsKey("above") ? number(fields, "above") : 0,
                    new BigDecimal(text(fields, "usd")),
                    number(fields, "per"),
                    LocalDate.parse(text(fields, "since")),
                    text(fields, "source"));
        }

        private static long number(Map<String, String> fields, String name) {
            return Long.parseLong(text(fields, name));
        }

        private static String text(Map<String, String> fields, String name) {
            var value = fields.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no " + name + " in " + fields);
            }
            return value;
        }

        private static void requireDollars(String currency) {
            if (!currency.equals("USD")) {
                throw new IllegalArgumentException("prices are in USD, not in " + currency);
            }
        }

        private static void require(JsonToken wanted, JsonToken found) {
            if (found != wanted) {
                throw new IllegalArgumentException("not a price file");
            }
        }
    }
}
