package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.Blob;
import dev.slipway.local.image.Image;
import dev.slipway.local.image.Manifest;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Reference;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** Pushes an image: its blobs side by side, then its manifests, children before their parents. */
final class Push {

    static final String GO_ON = "the same command goes on where it stopped";

    private final Repository repository;
    private final BlobPush blobs;
    private final Progress progress;
    private final int atOnce;

    Push(Repository repository, StartedUploads started, Progress progress) {
        this.repository = repository;
        this.blobs = new BlobPush(repository, started);
        this.progress = progress;
        this.atOnce = repository.connection().settings().blobs();
    }

    /** Pushes it under a reference; answers the digest of its manifest. */
    Digest run(Image image, Reference reference) throws InterruptedException {
        var tasks = image.pieces().stream().map(this::task).toList();
        var manifests = image.manifests(Together.run(tasks, atOnce));
        return put(manifests, reference);
    }

    private Callable<Blob> task(Image.Piece piece) {
        var transfer = progress.add(piece.label(), piece.size());
        return () -> push(piece, transfer);
    }

    private Blob push(Image.Piece piece, Transfer transfer) throws IOException, InterruptedException {
        if (piece.isRaw()) {
            transfer.begin(Transfer.Stage.COMPRESSING, 0, piece.size());
        }
        var blob = piece.blob(transfer::moved);
        transfer.rename(Progress.label(blob.descriptor().digest()));
        blobs.push(blob, transfer);
        return blob;
    }

    private Digest put(List<Manifest> manifests, Reference reference) throws InterruptedException {
        var root = manifests.getLast().descriptor().digest();
        if (reference instanceof Digest wanted && !wanted.equals(root)) {
            throw new CommandFailure("the image is " + root + " and cannot be pushed as " + wanted);
        }
        for (var manifest : manifests) {
            var digest = manifest.descriptor().digest();
            repository.put(manifest, digest.equals(root) ? reference : digest);
        }
        return root;
    }
}
