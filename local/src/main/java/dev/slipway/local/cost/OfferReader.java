package dev.slipway.local.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads one price list of AWS (service price list file, JSON: {@code products} by their SKU, {@code terms} thereafter), of
 * any length: nothing of the other products is kept, not even their names.
 */
final class OfferReader {

    /** Else the parser would keep each name, and every SKU is one. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonParser parser;
    private final Map<String, Map<String, String>> products = new HashMap<>();
    private final Map<String, List<Offer>> offers = new HashMap<>();
    private boolean complete;

    private OfferReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The prices on demand of the products that somebody wants, with their attributes.
     *
     * @throws IOException where it is no price list, or breaks off
     */
    static List<Product> read(InputStream in, Predicate<Map<String, String>> wanted) throws IOException {
        try (var parser = JSON.createParser(in)) {
            var reader = new OfferReader(parser);
            reader.readList(wanted);
            if (!reader.complete) {
                throw new IOException("it is no price list of AWS");
            }
            return reader.products.entrySet().stream()
                    .map(product ->
                            new Product(product.getValue(), reader.offers.getOrDefault(product.getKey(), List.of())))
                    .toList();
        } catch (NumberFormatException e) {
            throw new IOException("a price in it is no number", e);
        }
    }

    /** @param offers none where it is not to be had on demand */
    record Product(Map<String, String> attributes, List<Offer> offers) {}

    private void readList(Predicate<Map<String, String>> wanted) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        var seen = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            switch (parser.currentName()) {
                case "products" -> {
                    each(sku -> readProduct(sku, wanted));
                    seen = true;
                }
                case "terms" -> {
                    if (!seen) {
                        throw new IOException("its terms stand before its products");
                    }
                    each(this::readTerms);
                    complete = true;
                }
                default -> skip();
            }
        }
    }

    private void readProduct(String sku, Predicate<Map<String, String>> wanted) throws IOException {
        each(member -> {
            if (!member.equals("attributes")) {
                skip();
                return;
            }
            var attributes = texts();
            if (wanted.test(attributes)) {
                products.put(sku, attributes);
            }
        });
    }

    private void readTerms(String kind) throws IOException {
        if (!kind.equals("OnDemand")) {
            skip();
            return;
        }
        each(sku -> {
            if (products.containsKey(sku)) {
                each(term -> readTerm(sku));
            } else {
                skip();
            }
        });
    }

    private void readTerm(String sku) throws IOException {
        each(member -> {
            if (!member.equals("priceDimensions")) {
                skip();
                return;
            }
            var dimensions = new ArrayList<Dimension>();
            each(code -> dimensions.add(readDimension()));
            offers.computeIfAbsent(sku, _ -> new ArrayList<>()).add(new Offer(sku, dimensions));
        });
    }

    private Dimension readDimension() throws IOException {
        var fields = texts();
        var end = text(fields, "endRange");
        return new Dimension(
                text(fields, "unit"),
                new BigDecimal(text(fields, "beginRange")),
                end.equals("Inf") ? Optional.empty() : Optional.of(new BigDecimal(end)),
                new BigDecimal(text(fields, "USD")));
    }

    /** The scalar members of the object ahead, and those of the objects in it. */
    private Map<String, String> texts() throws IOException {
        var fields = new HashMap<String, String>();
        each(name -> {
            var token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                members(inner -> fields.put(inner, String.valueOf(parser.nextTextValue())));
            } else if (token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else {
                fields.put(name, parser.getText());
            }
        });
        return fields;
    }

    private static String text(Map<String, String> fields, String name) throws IOException {
        var text = fields.get(name);
        if (text == null) {
            throw new IOException("a price in it has no " + name);
        }
        return text;
    }

    /** Goes through the members of the object ahead. */
    private void each(Member member) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("it is no price list of AWS");
        }
        members(member);
    }

    private void members(Member member) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            member.read(parser.currentName());
        }
    }

    private void skip() throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    /** Reads what a member has for its value. */
    private interface Member {
        void read(String name) throws IOException;
    }
}
