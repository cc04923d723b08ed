package dev.slipway.aws;

import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Value;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How keys and items are written in DynamoDB: the key as {@code pk} and {@code sk}, each attribute under its own name. */
final class Attributes {

    static final String PARTITION = "pk";
    static final String SORT = "sk";

    private Attributes() {}

    static Map<String, AttributeValue> of(Key key) {
        return Map.of(PARTITION, AttributeValue.fromS(key.partition()), SORT, AttributeValue.fromS(key.sort()));
    }

    static Map<String, AttributeValue> of(Item item) {
        var attributes = new HashMap<String, AttributeValue>();
        item.attributes().forEach((name, value) -> attributes.put(name, of(value)));
        attributes.putAll(of(item.key()));
        return attributes;
    }

    static AttributeValue of(Value value) {
        return switch (value) {
            case Value.Text(var text) -> AttributeValue.fromS(text);
            case Value.Whole(var number) -> of(number);
            case Value.Bytes(var bytes) -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
            case Value.Texts(var texts) ->
                AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
        };
    }

    static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static Key key(Map<String, AttributeValue> attributes) {
        return new Key(text(attributes, PARTITION), text(attributes, SORT));
    }

    static Item item(Map<String, AttributeValue> attributes) {
        var values = new HashMap<String, Value>();
        attributes.forEach((name, value) -> {
            if (!name.equals(PARTITION) && !name.equals(SORT)) {
                values.put(name, value(name, value));
            }
        });
        return new Item(key(attributes), values);
    }

    private static String text(Map<String, AttributeValue> attributes, String name) {
        var value = attributes.get(name);
        if (value == null || value.s() == null) {
            throw new IllegalStateException("an item without " + name);
        }
        return value.s();
    }

    private static Value value(String name, AttributeValue value) {
        return switch (value.type()) {
            case S -> new Value.Text(value.s());
            case N -> new Value.Whole(Long.parseLong(value.n()));
            case B -> new Value.Bytes(value.b().asByteArrayUnsafe());
            case L -> new Value.Texts(value.l().stream().map(AttributeValue::s).toList());
            default -> throw new IllegalStateException("attribute " + name + " is of type " + value.type());
        };
    }
}
