package dev.slipway.local.gateway;

import java.io.ByteArrayOutputStream;

/** Takes what a handler writes, and no more than Lambda does. */
final class PayloadStream extends ByteArrayOutputStream {

    private final int limit;

    PayloadStream(int limit) {
        super(1024);
        this.limit = limit;
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
