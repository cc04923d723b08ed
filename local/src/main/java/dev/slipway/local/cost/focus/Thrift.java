package dev.slipway.local.cost.focus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Writes a structure in Thrift's compact protocol, which Parquet's metadata is in; its fields in the order of their numbers. */
final class Thrift {

    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    /** A whole structure with these fields. */
    static byte[] struct(Consumer<Thrift> fields) {
        var thrift = new Thrift();
        thrift.fields(fields);
        return thrift.out.toByteArray();
    }

    void number(int id, int value) {
        header(id, I32);
        zigzag(value);
    }

    void number(int id, long value) {
        header(id, I64);
        zigzag(value);
    }

    void text(int id, String value) {
        header(id, BINARY);
        text(value);
    }

    void struct(int id, Consumer<Thrift> fields) {
        header(id, STRUCT);
        fields(fields);
    }

    void structs(int id, List<Consumer<Thrift>> values) {
        list(id, STRUCT, values.size());
        values.forEach(this::fields);
    }

    void numbers(int id, List<Integer> values) {
        list(id, I32, values.size());
        values.forEach(this::zigzag);
    }

    void texts(int id, List<String> values) {
        list(id, BINARY, values.size());
        values.forEach(this::text);
    }

    private void fields(Consumer<Thrift> fields) {
        outer.push(last);
        last = 0;
        fields.accept(this);
        out.write(0);
        last = outer.pop();
    }

    private void header(int id, int type) {
        out.write(((id - last) << 4) | type);
        last = id;
    }

    private void list(int id, int type, int size) {
        header(id, LIST);
        if (size < 15) {
            out.write((size << 4) | type);
        } else {
            out.write((15 << 4) | type);
            varint(size);
        }
    }

    private void text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    private void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    private void varint(long value) {
        while ((value & ~0x7FL) != 0) {
            out.write((int) ((value & 0x7F) | 0x80));
            value >>>= 7;
        }
        out.write((int) value);
    }
}
