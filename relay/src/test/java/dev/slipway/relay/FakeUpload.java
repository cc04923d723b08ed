package dev.slipway.relay;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What an upload has so far: parts, then bytes that are too few for one. */
final class FakeUpload {

    /** Bytes of a part or of one PATCH, kept or only counted. */
    record Piece(long size, byte[] bytes) {}

    final String id;
    private final List<Piece> pieces = new ArrayList<>();
    private long size;
    private long pending;
    private int lastNumber;

    FakeUpload(String id) {
        this.id = id;
    }

    long size() {
        return size;
    }

    long pending() {
        return pending;
    }

    boolean hasParts() {
        return size > pending;
    }

    int takeNumber() {
        return ++lastNumber;
    }

    boolean gave(int number) {
        return number >= 1 && number <= lastNumber;
    }

    void append(byte[] bytes) {
        pieces.add(new Piece(bytes.length, bytes));
        size += bytes.length;
        pending += bytes.length;
        if (pending >= Transfer.SMALLEST_PART) {
            pending = 0;
            takeNumber();
        }
    }

    void add(FakeBucket.Part part) {
        pieces.add(new Piece(part.size(), part.bytes()));
        size += part.size();
    }

    String digest() {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            pieces.forEach(piece -> hash.update(piece.bytes()));
            return "sha256:" + HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String range() {
        return "0-" + Math.max(0, size - 1);
    }
}
