package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.Blob;
import dev.slipway.local.image.Content;
import java.io.IOException;
import java.util.Optional;

/** Pushes blobs that the registry does not have yet ({@code docs/protocol.md}, "The relay's protocol"). */
final class BlobPush {

    /** 4 MiB: so much goes through the registry's handlers in one request. */
    static final int SMALL = 4 << 20;

    private static final long LARGEST = 5L << 30;
    private static final int MOST_ROUNDS = 20;

    private final Repository repository;
    private final StartedUploads started;
    private final Parts parts;

    BlobPush(Repository repository, StartedUploads started) {
        this.repository = repository;
        this.started = started;
        this.parts = new Parts(repository.connection());
    }

    /** Pushes one, if it is not there. */
    void push(Blob blob, Transfer transfer) throws IOException, InterruptedException {
        if (repository.has(blob.descriptor())) {
            started.forget(repository, blob.descriptor().digest());
            transfer.end(Transfer.Stage.THERE);
            return;
        }
        var size = blob.content().size();
        if (size > LARGEST) {
            throw new CommandFailure(blob.descriptor().digest() + " is too large: a blob has at most 5 GiB");
        }
        transfer.begin(Transfer.Stage.SENDING, 0, size);
        if (size <= SMALL) {
            blob.verify();
            repository.put(blob.descriptor().digest(), bytes(blob.content()));
        } else {
            try (var check = Check.of(blob)) {
                large(blob, check, transfer);
            }
        }
        transfer.end(Transfer.Stage.DONE);
    }

    private void large(Blob blob, Check check, Transfer transfer) throws InterruptedException {
        var digest = blob.descriptor().digest();
        var begun = started.find(repository, digest).map(url -> new Upload(repository, url));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var upload = begun.isPresent() ? begun.get() : new Upload(repository, repository.begin());
            try {
                if (begun.isPresent()) {
                    upload.refresh();
                }
                begun = Optional.of(upload);
                finish(blob, check, upload, transfer);
                return;
            } catch (Upload.Moved | Parts.Expired e) {
                // it goes on from where it stands
            } catch (Upload.Unknown e) {
                begun = Optional.empty();
                started.forget(repository, digest);
                if (repository.has(blob.descriptor())) {
                    return;
                }
            }
        }
        throw new CommandFailure("the upload of " + digest + " gets nowhere: is somebody else pushing the same?");
    }

    private void finish(Blob blob, Check check, Upload upload, Transfer transfer)
            throws InterruptedException, Upload.Moved, Upload.Unknown, Parts.Expired {
        var digest = blob.descriptor().digest();
        try {
            send(blob, check, upload, transfer);
            upload.copy();
            upload.close(digest);
        } catch (CommandFailure e) {
            if (check.hasFailed() || upload.isRefused()) { // nothing that is sent after this makes it the right bytes
                upload.cancel();
                started.forget(repository, digest);
            }
            throw e;
        }
        started.forget(repository, digest);
    }

    private void send(Blob blob, Check check, Upload upload, Transfer transfer)
            throws InterruptedException, Upload.Moved, Upload.Unknown, Parts.Expired {
        var digest = blob.descriptor().digest();
        var size = blob.content().size();
        started.keep(repository, digest, upload.url());
        try (var window = new PartWindow(
                upload, blob.content(), parts, repository.connection().settings(), transfer)) {
            window.send(() -> {
                started.keep(repository, digest, upload.url());
                check.soFar();
            });
        }
        transfer.begin(Transfer.Stage.VERIFYING, size, size);
        check.whole();
    }

    private static byte[] bytes(Content content) throws IOException {
        try (var in = content.open(0, content.size())) {
            return in.readAllBytes();
        }
    }
}
