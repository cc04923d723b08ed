package dev.slipway.registry.blob;

import dev.slipway.registry.blob.Staged.Chunk;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploads.Part;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bytes of uploads on their way: chunks that wait, and parts that come together. */
final class Staging {

    /** The most parts that S3 puts together. */
    static final int MOST_PARTS = 10_000;

    private static final byte[] NOTHING = {};

    private final Bucket bucket;
    private final MultipartUploads multipart;

    Staging(Bucket bucket, MultipartUploads multipart) {
        this.bucket = bucket;
        this.multipart = multipart;
    }

    /** Lays some bytes by until there are enough for a part. */
    Chunk lay(UploadId upload, byte[] content) {
        var chunk = new Chunk(UploadId.random(), content.length);
        bucket.put(ObjectKey.chunk(upload, chunk.id()), content);
        return chunk;
    }

    /** The bytes of an upload's chunks, and these after them. */
    byte[] gather(Upload upload, byte[] last) {
        var all = new ByteArrayOutputStream(Math.toIntExact(upload.staged().pending() + last.length));
        upload.staged().chunks().forEach(chunk -> all.writeBytes(read(ObjectKey.chunk(upload.id(), chunk.id()))));
        all.writeBytes(last);
        return all.toByteArray();
    }

    String begin(UploadId upload) {
        return multipart.begin(ObjectKey.staging(upload));
    }

    /** Stores some bytes as an upload's next part. */
    Part part(Upload upload, String name, byte[] content) {
        if (upload.staged().nextPart() > MOST_PARTS) {
            throw new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "an upload has at most 10,000 parts");
        }
        return multipart.put(
                ObjectKey.staging(upload.id()), name, upload.staged().nextPart(), content);
    }

    /** Puts all bytes of an upload together, as {@link #complete(Upload, byte[])} does. */
    StoredObject complete(Upload upload) {
        return complete(upload, NOTHING);
    }

    /**
     * Puts all parts together, with the chunks and these last bytes as the last part; done again after an answer was lost,
     * or by two at once, it finds what was done.
     *
     * @throws RegistryException {@code BLOB_UPLOAD_INVALID} when they do not make as many bytes as they should
     */
    StoredObject complete(Upload upload, byte[] last) {
        var size = upload.offset() + last.length;
        return find(upload.id(), size)
                .or(() -> join(upload, gather(upload, last), size))
                .filter(whole -> whole.size() == size)
                .or(() -> find(upload.id(), size))
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.BLOB_UPLOAD_INVALID, "the parts of this upload do not make a whole"));
    }

    /**
     * An upload to which bytes can be added. One that has a copy is put together first: whoever copies may have done so, and
     * then its parts are no more. What is answered is not kept yet.
     */
    Upload unsealed(Upload upload) {
        if (upload.copy().isEmpty()) {
            return upload;
        }
        var whole = Staged.whole(upload.offset());
        if (!upload.staged().equals(whole)) {
            complete(upload);
        }
        return upload.with(whole).with(Optional.empty());
    }

    /** Deletes chunks that have become part of something else, or of nothing. */
    void drop(UploadId upload, List<Chunk> chunks) {
        chunks.forEach(chunk -> bucket.delete(ObjectKey.chunk(upload, chunk.id())));
    }

    /** Deletes the chunks that {@link #unsealed} has put together with the rest, once that is kept. */
    void dropMerged(Upload before) {
        if (before.copy().isPresent()) {
            drop(before.id(), before.staged().chunks());
        }
    }

    /** Deletes all bytes of an upload. */
    void clear(Upload upload) {
        var staged = upload.staged();
        drop(upload.id(), staged.chunks());
        staged.multipart().ifPresent(name -> multipart.abort(ObjectKey.staging(upload.id()), name));
        if (staged.multipart().isPresent() || staged.whole() > 0) {
            bucket.delete(ObjectKey.staging(upload.id()));
        }
    }

    void abort(UploadId upload, Optional<String> name) {
        name.ifPresent(begun -> multipart.abort(ObjectKey.staging(upload), begun));
    }

    private Optional<StoredObject> find(UploadId upload, long size) {
        return bucket.find(ObjectKey.staging(upload)).filter(whole -> whole.size() == size);
    }

    private Optional<StoredObject> join(Upload upload, byte[] last, long size) {
        var key = ObjectKey.staging(upload.id());
        var name = upload.staged().multipart().orElseGet(() -> begin(upload.id()));
        var parts = new ArrayList<Part>();
        if (upload.staged().whole() > 0) {
            var first = multipart.copy(key, name, 1, key, upload.staged().whole());
            if (first.isEmpty()) {
                return Optional.empty();
            }
            parts.add(first.get());
        }
        parts.addAll(upload.staged().parts());
        if (last.length > 0) {
            var put = lastPart(upload, name, last, size);
            if (put.isEmpty()) {
                return Optional.empty();
            }
            parts.add(put.get());
        }
        return multipart.complete(key, name, parts);
    }

    /** Empty where somebody else has put the parts together just now, after which there is nothing to add one to. */
    private Optional<Part> lastPart(Upload upload, String name, byte[] last, long size) {
        try {
            return Optional.of(part(upload, name, last));
        } catch (RuntimeException trouble) {
            if (find(upload.id(), size).isPresent()) {
                return Optional.empty();
            }
            throw trouble;
        }
    }

    private byte[] read(ObjectKey key) {
        try (var content = bucket.open(key)
                .orElseThrow(() ->
                        new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "a chunk of this upload is no more"))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
