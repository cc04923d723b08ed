package dev.slipway.local.front;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** The bytes of an answer, written once, or closed unwritten. */
public interface Body extends Closeable {

    /** No bytes. */
    Body EMPTY = of(new byte[0]);

    /** In bytes. */
    long length();

    void writeTo(OutputStream out) throws IOException;

    @Override
    default void close() throws IOException {}

    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
