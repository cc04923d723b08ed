package dev.slipway.local.image;

import java.nio.file.Path;
import java.util.List;

/** An image in a file that goes with it. */
record Temporary(Image image, Path file) implements Image {

    @Override
    public List<Piece> pieces() {
        return image.pieces();
    }

    @Override
    public List<Manifest> manifests(List<Blob> blobs) {
        return image.manifests(blobs);
    }

    @Override
    public void close() {
        image.close();
        Images.delete(file);
    }
}
