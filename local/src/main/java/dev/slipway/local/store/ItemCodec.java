package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.state.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An item's attributes as bytes, one after the other until the end:
 *
 * <pre>
 * attribute = text(name) kind
 * kind      = 'S' text | 'N' 8 bytes, big-endian | 'B' bytes | 'L' number, that many text
 * text      = bytes, in UTF-8
 * bytes     = number, that many bytes
 * number    = 7 bits a byte, the lowest first; the top bit says that more follow
 * </pre>
 *
 * The kinds have DynamoDB's letters.
 */
final class ItemCodec {

    private ItemCodec() {}

    static byte[] encode(Map<String, Value> attributes) {
        var out = new ByteArrayOutputStream(128);
        attributes.forEach((name, value) -> {
            writeText(out, name);
            write(out, value);
        });
        return out.toByteArray();
    }

    static Map<String, Value> decode(byte[] encoded) {
        var in = ByteBuffer.wrap(encoded);
        var attributes = new HashMap<String, Value>();
        while (in.hasRemaining()) {
            attributes.put(readText(in), read(in));
        }
        return attributes;
    }

    private static void write(ByteArrayOutputStream out, Value value) {
        switch (value) {
            case Value.Text(var text) -> {
                out.write('S');
                writeText(out, text);
            }
            case Value.Whole(var number) -> {
                out.write('N');
                out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            }
            case Value.Bytes(var bytes) -> {
                out.write('B');
                writeBytes(out, bytes);
            }
            case Value.Texts(var texts) -> {
                out.write('L');
                writeNumber(out, texts.size());
                texts.forEach(text -> writeText(out, text));
            }
        }
    }

    private static Value read(ByteBuffer in) {
        var kind = in.get();
        return switch (kind) {
            case 'S' -> new Value.Text(readText(in));
            case 'N' -> new Value.Whole(in.getLong());
            case 'B' -> new Value.Bytes(readBytes(in));
            case 'L' -> new Value.Texts(readTexts(in));
            default -> throw new IllegalArgumentException("no kind of value: " + kind);
        };
    }

    private static List<String> readTexts(ByteBuffer in) {
        var count = readNumber(in);
        var texts = new ArrayList<String>(count);
        for (var index = 0; index < count; index++) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void writeText(ByteArrayOutputStream out, String text) {
        writeBytes(out, text.getBytes(UTF_8));
    }

    private static String readText(ByteBuffer in) {
        return new String(readBytes(in), UTF_8);
    }

    private static void writeBytes(ByteArrayOutputStream out, byte[] bytes) {
        writeNumber(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] readBytes(ByteBuffer in) {
        var bytes = new byte[readNumber(in)];
        in.get(bytes);
        return bytes;
    }

    private static void writeNumber(ByteArrayOutputStream out, int number) {
        var rest = number;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int readNumber(ByteBuffer in) {
        var number = 0;
        var shift = 0;
        int next;
        do {
            next = in.get();
            number |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }
}
