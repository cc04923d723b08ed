package dev.slipway.local.cost.focus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A file of Apache Parquet's format, of flat columns each of which may be null. */
final class ParquetFile implements RowFile {

    /** Rows that are gathered before they are written. */
    static final int GROUP = 8192;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int GZIP = 2;

    private final OutputStream out;
    private final List<ParquetColumn> columns;
    private final List<Consumer<Thrift>> groups = new ArrayList<>();
    private long offset;
    private long rows;
    private int gathered;

    ParquetFile(OutputStream out, List<Column> columns) throws IOException {
        this.out = out;
        this.columns = columns.stream().map(ParquetColumn::new).toList();
        write(MAGIC);
    }

    @Override
    public void add(List<Object> row) throws IOException {
        for (var i = 0; i < row.size(); i++) {
            columns.get(i).add(row.get(i));
        }
        gathered++;
        if (gathered == GROUP) {
            writeGroup();
        }
    }

    private void writeGroup() throws IOException {
        var chunks = new ArrayList<Consumer<Thrift>>();
        var size = 0L;
        for (var column : columns) {
            var page = column.page();
            chunks.add(chunk(column, page, offset, gathered));
            size += page.plain();
            write(page.bytes().toByteArray());
        }
        var bytes = size;
        var count = (long) gathered;
        groups.add(group -> {
            group.structs(1, chunks);
            group.number(2, bytes);
            group.number(3, count);
        });
        rows += gathered;
        gathered = 0;
    }

    private static Consumer<Thrift> chunk(ParquetColumn column, ParquetColumn.Page page, long offset, int rows) {
        var size = (long) page.bytes().size();
        return chunk -> {
            chunk.number(2, offset);
            chunk.struct(3, data -> {
                data.number(1, column.physicalType());
                data.numbers(2, List.of(0, 3));
                data.texts(3, List.of(column.name()));
                data.number(4, GZIP);
                data.number(5, (long) rows);
                data.number(6, (long) page.plain());
                data.number(7, size);
                data.number(9, offset);
            });
        };
    }

    private byte[] footer() {
        var schema = new ArrayList<Consumer<Thrift>>();
        schema.add(root -> {
            root.text(4, "schema");
            root.number(5, columns.size());
        });
        columns.forEach(column -> schema.add(column::describe));
        return Thrift.struct(file -> {
            file.number(1, 1);
            file.structs(2, schema);
            file.number(3, rows);
            file.structs(4, groups);
            file.text(6, "Slipway");
        });
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (gathered > 0) {
                writeGroup();
            }
            var footer = footer();
            write(footer);
            write(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(footer.length)
                    .array());
            write(MAGIC);
        }
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        offset += bytes.length;
    }
}
