package dev.slipway.e2e.deployed;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * An event on its way through a function.
 *
 * @param answer fails with a {@link FunctionError}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Invocation(String id, byte[] event, Instant deadline, CompletableFuture<byte[]> answer) {

    static Invocation of(byte[] event, Instant deadline) {
        return new Invocation(UUID.randomUUID().toString(), event, deadline, new CompletableFuture<>());
    }
}
