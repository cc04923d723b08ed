package dev.slipway.registry.cost;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of one price file. What is not as it should be is an {@link IllegalArgumentException}. */
final class PriceReader {

    private final JsonParser parser;
    private String region = "";
    private String currency = "";
    private final List<PriceLine> lines = new ArrayList<>();
    private final Map<String, Long> free = new HashMap<>();

    PriceReader(JsonParser parser) {
        this.parser = parser;
    }

    PriceFile read() throws IOException {
        require(JsonToken.START_OBJECT, parser.nextToken());
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "region" -> region = parser.getText();
                case "currency" -> currency = parser.getText();
                case "lines" -> readAll(fields -> lines.add(line(fields)));
                case "free" -> readAll(this::addFree);
                default -> throw new IllegalArgumentException("unknown member " + name);
            }
        }
        require(JsonToken.END_OBJECT, parser.currentToken());
        if (region.isEmpty() || !currency.equals("USD")) {
            throw new IllegalArgumentException(
                    region.isEmpty() ? "no region" : "prices are in USD, not in '" + currency + "'");
        }
        return new PriceFile(region, lines, free);
    }

    private void readAll(Consumer<Map<String, String>> each) throws IOException {
        require(JsonToken.START_ARRAY, parser.currentToken());
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            var fields = new HashMap<String, String>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                if (!parser.nextToken().isScalarValue() || fields.put(name, parser.getText()) != null) {
                    throw new IllegalArgumentException(name + " is no single text or number");
                }
            }
            each.accept(fields);
        }
        require(JsonToken.END_ARRAY, parser.currentToken());
    }

    private void addFree(Map<String, String> fields) {
        var unit = text(fields, "unit");
        var amount = number(fields, "amount");
        if (amount < 0 || free.put(unit, amount) != null) {
            throw new IllegalArgumentException(
                    amount < 0 ? "less than nothing is free of " + unit : "what is free of " + unit + " stands twice");
        }
    }

    private static PriceLine line(Map<String, String> fields) {
        return new PriceLine(
                text(fields, "unit"),
                fields.containsKey("above") ? number(fields, "above") : 0,
                money(fields),
                number(fields, "per"),
                LocalDate.parse(text(fields, "since")),
                text(fields, "source"));
    }

    private static BigDecimal money(Map<String, String> fields) {
        try {
            return new BigDecimal(text(fields, "usd"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("usd is no number in " + fields, e);
        }
    }

    private static long number(Map<String, String> fields, String name) {
        try {
            return Long.parseLong(text(fields, name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no whole number in " + fields, e);
        }
    }

    private static String text(Map<String, String> fields, String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " in " + fields);
        }
        return value;
    }

    private static void require(JsonToken wanted, @Nullable JsonToken found) {
        if (found != wanted) {
            throw new IllegalArgumentException("not a price file");
        }
    }
}
