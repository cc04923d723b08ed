package dev.slipway.local.cost.focus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.GZIPOutputStream;

/** Gathers a column's values and makes pages of them: data pages of version 1, plainly encoded, compressed by gzip. */
final class ParquetColumn {

    private static final int DECIMAL_BYTES = 16;
    private static final int PLAIN = 0;
    private static final int RLE = 3;

    private final Column column;
    private final Rounding rounding;
    private final BitSet present = new BitSet();
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private int rows;

    /**
     * A page with its header.
     *
     * @param plain bytes before compression
     */
    record Page(ByteArrayOutputStream bytes, int plain) {}

    ParquetColumn(Column column) {
        this.column = column;
        this.rounding = new Rounding(column.type().scale());
    }

    String name() {
        return column.name();
    }

    /** As an element of the schema, a field that may be null. */
    void describe(Thrift element) {
        element.number(1, physicalType());
        if (column.type().isDecimal()) {
            element.number(2, DECIMAL_BYTES);
        }
        element.number(3, 1);
        element.text(4, name());
        element.number(6, convertedType());
        if (column.type().isDecimal()) {
            element.number(7, column.type().scale());
            element.number(8, Type.PRECISION);
        }
    }

    /** INT64, BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY. */
    int physicalType() {
        return switch (column.type()) {
            case COUNT, TIME -> 2;
            case TEXT -> 6;
            case PRICE, QUANTITY, COST -> 7;
        };
    }

    /** UTF8, DECIMAL, TIMESTAMP_MICROS or INT_64. */
    private int convertedType() {
        return switch (column.type()) {
            case TEXT -> 0;
            case PRICE, QUANTITY, COST -> 5;
            case TIME -> 10;
            case COUNT -> 18;
        };
    }

    void add(Object value) {
        if (!"".equals(value)) {
            present.set(rows);
            values.writeBytes(bytes(value));
        }
        rows++;
    }

    private byte[] bytes(Object value) {
        return switch (value) {
            case String text -> sized(text.getBytes(StandardCharsets.UTF_8));
            case Long number -> number(number);
            case Instant time -> number(ChronoUnit.MICROS.between(Instant.EPOCH, time));
            case BigDecimal decimal -> decimal(rounding.next(decimal));
            default -> throw new IllegalArgumentException(name() + " cannot be " + value);
        };
    }

    private static byte[] sized(byte[] bytes) {
        return littleEndian(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    private static byte[] number(long number) {
        return littleEndian(8).putLong(number).array();
    }

    private byte[] decimal(BigDecimal number) {
        if (number.precision() > Type.PRECISION) {
            throw new IllegalArgumentException(name() + " has no room for " + number.toPlainString());
        }
        var digits = number.unscaledValue().toByteArray();
        var bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, (byte) (number.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, DECIMAL_BYTES - digits.length, digits.length);
        return bytes;
    }

    /** A page of all values since the last one. */
    Page page() throws IOException {
        var presence = presence();
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            gzip.write(presence);
            values.writeTo(gzip);
        }
        var plain = presence.length + values.size();
        var count = rows;
        var header = Thrift.struct(page -> {
            page.number(1, 0);
            page.number(2, plain);
            page.number(3, body.size());
            page.struct(5, data -> {
                data.number(1, count);
                data.number(2, PLAIN);
                data.number(3, RLE);
                data.number(4, RLE);
            });
        });
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        body.writeTo(bytes);
        clear();
        return new Page(bytes, header.length + plain);
    }

    /** A bit for each row, as one bit-packed run of the RLE encoding, after its length. */
    private byte[] presence() {
        var groups = (rows + 7) / 8;
        var run = new ByteArrayOutputStream();
        for (var header = (groups << 1) | 1; header != 0; header >>>= 7) {
            run.write(header > 0x7F ? (header & 0x7F) | 0x80 : header);
        }
        run.writeBytes(Arrays.copyOf(present.toByteArray(), groups));
        return sized(run.toByteArray());
    }

    private void clear() {
        present.clear();
        values.reset();
        rows = 0;
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
