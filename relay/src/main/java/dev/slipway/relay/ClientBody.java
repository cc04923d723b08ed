package dev.slipway.relay;

import java.io.EOFException;
import java.io.IOException;

/** A client's body as it arrives. Any {@link IOException} means that the client is gone. */
final class ClientBody {

    private final RelayRequest request;
    private final Patience patience;
    private long received;
    private boolean ended;
    private long end;

    ClientBody(RelayRequest request, Patience patience) {
        this.request = request;
        this.patience = patience;
    }

    /** Waits for some bytes; -1 at the end of the whole body. */
    int read(byte[] into, int from, int length) throws IOException {
        if (ended) {
            return -1;
        }
        var count = patience.read(request.body(), into, from, length);
        if (count < 0) {
            requireWhole();
            ended = true;
            end = System.nanoTime();
            return -1;
        }
        received += count;
        return count;
    }

    /** How many bytes came so far. */
    long received() {
        return received;
    }

    /** When the body ended, by {@link System#nanoTime}; of no meaning before. */
    long end() {
        return end;
    }

    /** Reads what is left and forgets it: clients that are answered before they have sent everything report a broken pipe. */
    void drain() throws IOException {
        var bin = new byte[PartBuffer.SEGMENT];
        while (read(bin, 0, bin.length) >= 0) {
            // nothing to keep
        }
    }

    private void requireWhole() throws EOFException {
        if (request.length().orElse(received) != received) {
            throw new EOFException("the body ended after " + received + " bytes, before its announced length");
        }
    }
}
