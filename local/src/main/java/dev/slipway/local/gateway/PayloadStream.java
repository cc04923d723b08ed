package dev.slipway.local.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Takes what a handler writes, and no more than Lambda does. */
final class PayloadStream extends ByteArrayOutputStream {

    private final int limit;

    PayloadStream(int limit) {
        super(0); // most handlers write once, and the room is made as large as what they write
        this.limit = limit;
    }

    /** Reads what was written, where it is. */
    JsonParser parser(JsonFactory json) throws IOException {
        return json.createParser(buf, 0, count);
    }

    @Override
    public synchronized void write(int b) {
        makeRoom(1);
        super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        makeRoom(length);
        super.write(bytes, offset, length);
    }

    private void makeRoom(int length) {
        if (length > limit - count) {
            throw new IllegalStateException("a handler's response is larger than " + limit + " bytes");
        }
    }
}
