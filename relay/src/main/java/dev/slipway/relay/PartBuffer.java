package dev.slipway.relay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The next bytes of an upload, kept until they have arrived where they belong. Grows by segments, as bytes come: one array
 * for a whole part would be copied while it grows, and is hard to place in a small heap.
 */
final class PartBuffer implements AutoCloseable {

    /** 64 KiB. */
    static final int SEGMENT = 1 << 16;

    private final Buffers buffers;
    private volatile List<byte[]> segments = new ArrayList<>();
    private int start;
    private int end;
    private boolean placed;

    PartBuffer(Buffers buffers) {
        this.buffers = buffers;
    }

    int size() {
        return end - start;
    }

    /** Reads until there are so many bytes, or fewer because the body has ended, which is false. */
    boolean fill(ClientBody body, int size) throws IOException, InterruptedException {
        while (size() < size) {
            if (end == segments.size() * SEGMENT) {
                grow();
            }
            var offset = end % SEGMENT;
            var count = body.read(segments.getLast(), offset, Math.min(SEGMENT - offset, size - size()));
            if (count < 0) {
                return false;
            }
            end += count;
        }
        return true;
    }

    /** The first bytes as a request's body, which can be sent again. */
    BodyPublisher first(int length) {
        return length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(pieces(length)), length);
    }

    /** The first bytes as a stream. */
    InputStream open(int length) {
        return new SequenceInputStream(Collections.enumeration(
                pieces(length).stream().map(ByteArrayInputStream::new).toList()));
    }

    private List<byte[]> pieces(int length) {
        var pieces = new ArrayList<byte[]>();
        for (int from = start; from < start + length; from = nextSegment(from)) {
            var segment = segments.get(from / SEGMENT);
            var offset = from % SEGMENT;
            var size = Math.min(SEGMENT - offset, start + length - from);
            pieces.add(size == SEGMENT ? segment : Arrays.copyOfRange(segment, offset, offset + size));
        }
        return pieces;
    }

    /** Forgets the first bytes. */
    void drop(int length) {
        start += length;
        var passed = start / SEGMENT;
        segments.subList(0, passed).clear();
        start -= passed * SEGMENT;
        end -= passed * SEGMENT;
    }

    /** Frees the memory and its place. Done twice, it frees once. */
    @Override
    public synchronized void close() {
        segments = List.of();
        if (placed) {
            placed = false;
            buffers.giveBack();
        }
    }

    private void grow() throws InterruptedException {
        if (!segments.isEmpty() && !placed) {
            buffers.take();
            placed = true;
        }
        segments.add(new byte[SEGMENT]);
    }

    private static int nextSegment(int position) {
        return (position / SEGMENT + 1) * SEGMENT;
    }
}
