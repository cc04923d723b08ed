package dev.slipway.registry.owner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.registry.name.RepositoryName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** A budget as one text of an owner's item. */
final class BudgetJson {

    private static final JsonFactory JSON = new JsonFactory();

    private BudgetJson() {}

    static String write(Budget budget) {
        var out = new StringWriter();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField(
                    "package", budget.repository().map(RepositoryName::value).orElse(""));
            json.writeStringField("limit", budget.limit().toPlainString());
            write(json, "warn", budget.shares());
            json.writeStringField("refuse", budget.refused().toString());
            json.writeArrayFieldStart("months");
            for (var spending : budget.spendings()) {
                json.writeStartObject();
                json.writeStringField("month", spending.month().toString());
                json.writeStringField("spent", spending.spent().toPlainString());
                write(json, "warned", spending.warned());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    static Budget read(String text) {
        try (var json = JSON.createParser(text)) {
            json.nextToken();
            var texts = new HashMap<String, String>();
            var shares = new ArrayList<Integer>();
            var spendings = new ArrayList<Spending>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "warn" -> shares.addAll(numbers(json));
                    case "months" -> spendings.addAll(spendings(json));
                    default -> texts.put(name, json.getText());
                }
            }
            return new Budget(
                    Optional.of(texts.getOrDefault("package", ""))
                            .filter(name -> !name.isEmpty())
                            .map(RepositoryName::new),
                    new BigDecimal(texts.getOrDefault("limit", "")),
                    shares,
                    Budget.Refused.find(texts.getOrDefault("refuse", "")).orElseThrow(),
                    spendings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator json, String name, List<Integer> numbers) throws IOException {
        json.writeFieldName(name);
        var array = numbers.stream().mapToInt(Integer::intValue).toArray();
        json.writeArray(array, 0, array.length);
    }

    private static List<Spending> spendings(JsonParser json) throws IOException {
        var spendings = new ArrayList<Spending>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            var texts = new HashMap<String, String>();
            var warned = new ArrayList<Integer>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    warned.addAll(numbers(json));
                } else {
                    texts.put(name, json.getText());
                }
            }
            spendings.add(new Spending(
                    YearMonth.parse(texts.getOrDefault("month", "")),
                    new BigDecimal(texts.getOrDefault("spent", "")),
                    warned));
        }
        return spendings;
    }

    private static List<Integer> numbers(JsonParser json) throws IOException {
        var numbers = new ArrayList<Integer>();
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            numbers.add(json.getIntValue());
        }
        return numbers;
    }
}
