package dev.slipway.relay;

import java.io.IOException;
import java.util.Optional;

/** One body on its way from a client into the registry. Holds one buffer being filled and a few parts in flight. */
final class Transfer implements AutoCloseable {

    /** 4 MiB: so much goes through the registry's handlers in one request. */
    static final int SMALL_BODY = 4 << 20;

    /** 5 MiB: the bucket takes no smaller part but as the last of an object. */
    static final int SMALLEST_PART = 5 << 20;

    private final Registry registry;
    private final RelayRequest request;
    private final UploadRoute route;
    private final ClientBody body;
    private final Buffers buffers;
    private final PartsInFlight parts;
    private final CopyWait copy;
    private PartBuffer buffer;

    Transfer(
            Registry registry,
            RelayRequest request,
            ClientBody body,
            Buffers buffers,
            PartsInFlight parts,
            CopyWait copy)
            throws Refused {
        this.registry = registry;
        this.request = request;
        this.route = UploadRoute.of(request);
        this.body = body;
        this.buffers = buffers;
        this.parts = parts;
        this.copy = copy;
        this.buffer = buffers.open();
    }

    RelayResponse run() throws IOException, Refused, InterruptedException {
        var large = buffer.fill(body, SMALL_BODY + 1);
        return large ? large() : registry.forward(request, route, buffer.first(buffer.size()));
    }

    @Override
    public void close() {
        buffer.close();
        parts.close();
    }

    private RelayResponse large() throws IOException, Refused, InterruptedException {
        var asked = UploadRoute.url(request);
        var range = ContentRange.of(request);
        var upload = new UploadSession(registry, route == UploadRoute.WHOLE ? registry.begin(request, asked) : asked);
        var places = PartPlaces.ask(upload, request.length());
        if (range.isPresent() && range.get().first() != places.offset()) {
            throw upload.outOfOrder();
        }
        var hasParts = places.hasParts();
        if (settlePending(upload, places)) {
            hasParts |= sendParts(upload, places, range);
        } else {
            requireLength(range);
        }
        sendRest(upload);
        var closing = route != UploadRoute.APPEND;
        if (hasParts) {
            copy.await(upload.url(), body.end(), closing);
        }
        return closing ? upload.close(asked.digest()) : upload.latest();
    }

    /** Sends small pieces until the registry has made a part of them; false when the body ended before. */
    private boolean settlePending(UploadSession upload, PartPlaces places)
            throws IOException, Refused, InterruptedException {
        while (places.pending()) {
            if (!buffer.fill(body, SMALL_BODY)) {
                return false;
            }
            upload.append(buffer, SMALL_BODY);
            places.askAgain();
        }
        return true;
    }

    /** Whether there were any. */
    private boolean sendParts(UploadSession upload, PartPlaces places, Optional<ContentRange> range)
            throws IOException, Refused, InterruptedException {
        while (buffer.fill(body, places.partSize())) {
            sendPart(places);
        }
        if (buffer.size() >= SMALLEST_PART) {
            sendPart(places);
        }
        requireLength(range);
        var sent = parts.sent();
        if (!sent.isEmpty()) {
            upload.add(sent);
        }
        return !sent.isEmpty();
    }

    private void sendPart(PartPlaces places) throws Refused, InterruptedException {
        parts.send(places.next(), buffer);
        buffer = buffers.open();
    }

    /** Sends what is too little for a part; the buffer's place is then free for others. */
    private void sendRest(UploadSession upload) throws Refused, InterruptedException {
        while (buffer.size() > 0) {
            upload.append(buffer, Math.min(buffer.size(), SMALL_BODY));
        }
        buffer.close();
    }

    private void requireLength(Optional<ContentRange> range) throws Refused {
        if (range.isPresent() && !range.get().fits(body.received())) {
            throw ContentRange.wrongLength();
        }
    }
}
