package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Value;

/** How large an item is as DynamoDB counts it: what decides whether it is accepted, and what reading or writing it costs. */
public final class ItemSize {

    /** The most that an item may have, in bytes. */
    public static final int MOST = 400 * 1024;

    /** The names of the two key attributes, {@code pk} and {@code sk}. */
    private static final int KEY_NAMES = 4;

    private static final int BASE = 100;
    private static final int LIST = 3;
    private static final int LIST_ELEMENT = 1;
    private static final char ASCII = 0x7F;

    /** As many bytes as a char may take. */
    private static final long LETTER = 3;

    /** What a number takes in {@link ItemCodec} at the least, and by how much it may be longer here. All else is no longer here. */
    private static final int SHORTEST_NUMBER = 10;

    private static final long LONGER = 2;

    private ItemSize() {}

    /** The size in bytes. */
    public static long of(Item item) {
        var size =
                KEY_NAMES + length(item.key().partition()) + length(item.key().sort());
        for (var attribute : item.attributes().entrySet()) {
            size += length(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    /** A bound of the size in bytes. */
    static long atMost(StoredItem item) {
        var key = item.item().key();
        var keys = LETTER * (key.partition().length() + key.sort().length());
        return KEY_NAMES + keys + item.length() + LONGER * (item.length() / SHORTEST_NUMBER);
    }

    private static long of(Value value) {
        return switch (value) {
            case Value.Text(var text) -> length(text);
            case Value.Bytes(var bytes) -> bytes.length;
            case Value.Whole(var number) -> ofNumber(number);
            case Value.Texts(var texts) ->
                LIST
                        + texts.stream()
                                .mapToLong(text -> LIST_ELEMENT + length(text))
                                .sum();
        };
    }

    /** A byte for each digit to the base of a hundred, zeros at the end left out, one for a minus, and one. */
    private static int ofNumber(long number) {
        var rest = number;
        while (rest != 0 && rest % BASE == 0) {
            rest /= BASE;
        }
        var digits = 0;
        for (; rest != 0; rest /= BASE) {
            digits++;
        }
        return digits + (number < 0 ? 1 : 0) + 1;
    }

    private static long length(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) > ASCII) {
                return text.getBytes(UTF_8).length;
            }
        }
        return text.length();
    }
}
