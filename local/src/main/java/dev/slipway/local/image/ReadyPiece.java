package dev.slipway.local.image;

import java.util.function.LongConsumer;

/** A blob that is one already. */
record ReadyPiece(Blob blob) implements Image.Piece {

    private static final int SHORT = 12;

    @Override
    public String label() {
        return blob.descriptor().digest().hex().substring(0, SHORT);
    }

    @Override
    public long size() {
        return blob.content().size();
    }

    @Override
    public boolean isRaw() {
        return false;
    }

    @Override
    public Blob blob(LongConsumer progress) {
        return blob;
    }
}
