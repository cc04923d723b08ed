package dev.slipway.relay;

import java.io.IOException;

/** A relay, wherever it runs. Closing it gives up what is under way. */
public interface UploadRelay extends AutoCloseable {

    /**
     * Relays one request. Blocks until the body has been read to its end, whatever the answer is, and must be called on a
     * thread of its own: reading is ended by an interruption when the client is silent for too long. The body's stream
     * must heed that (a socket channel's does), must fail where the body breaks off, and is not closed.
     *
     * @throws IOException when the client is gone: there is nobody to answer, and no part was added
     */
    RelayResponse handle(RelayRequest request) throws IOException;

    @Override
    void close();
}
