package dev.slipway.registry.state;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/** A key and its attributes; immutable. */
public record Item(Key key, Map<String, Value> attributes) {

    public Item {
        attributes = Map.copyOf(attributes);
    }

    /** An item without attributes, to be given some. */
    public static Item at(Key key) {
        return new Item(key, Map.of());
    }

    public Item with(String name, String value) {
        return with(name, new Value.Text(value));
    }

    public Item with(String name, long value) {
        return with(name, new Value.Whole(value));
    }

    public Item with(String name, byte[] value) {
        return with(name, new Value.Bytes(value));
    }

    public Item with(String name, List<String> values) {
        return with(name, new Value.Texts(values));
    }

    /** This item with one more attribute, or another value for it. */
    public Item with(String name, Value value) {
        var copy = new TreeMap<>(attributes);
        copy.put(name, value);
        return new Item(key, copy);
    }

    /** A text attribute that every item of this kind has. */
    public String text(String name) {
        return findText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> findText(String name) {
        return attributes.get(name) instanceof Value.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** A number attribute that every item of this kind has. */
    public long number(String name) {
        return findNumber(name).orElseThrow(() -> missing(name));
    }

    public Optional<Long> findNumber(String name) {
        return attributes.get(name) instanceof Value.Whole number ? Optional.of(number.value()) : Optional.empty();
    }

    public Optional<byte[]> findBytes(String name) {
        return attributes.get(name) instanceof Value.Bytes bytes ? Optional.of(bytes.value()) : Optional.empty();
    }

    /** A list of texts; empty where the item has none. */
    public List<String> texts(String name) {
        return attributes.get(name) instanceof Value.Texts texts ? texts.values() : List.of();
    }

    private NoSuchElementException missing(String name) {
        return new NoSuchElementException("no attribute " + name + " at " + key);
    }
}
