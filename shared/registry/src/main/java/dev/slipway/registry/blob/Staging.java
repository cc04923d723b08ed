package dev.slipway.registry.blob;

import dev.slipway.registry.blob.Upload.Chunk;
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
        var all = new ByteArrayOutputStream(Math.toIntExact(upload.pending() + last.length));
        upload.chunks().forEach(chunk -> all.writeBytes(read(ObjectKey.chunk(upload.id(), chunk.id()))));
        all.writeBytes(last);
        return all.toByteArray();
    }

    String begin(UploadId upload) {
        return multipart.begin(ObjectKey.staging(upload));
    }

    /** Stores some bytes as an upload's next part. */
    Part part(Upload upload, String name, byte[] content) {
        if (upload.nextPart() > MOST_PARTS) {
            throw new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "an upload has at most 10,000 parts");
        }
        return multipart.put(ObjectKey.staging(upload.id()), name, upload.nextPart(), content);
    }

    /**
     * Puts all parts together, with the last bytes as the last part; done again after an answer was lost, it finds what
     * it did.
     *
     * @param size how many bytes that must make
     */
    StoredObject complete(Upload upload, byte[] last, long size) {
        var key = ObjectKey.staging(upload.id());
        var name = upload.multipart().orElseThrow();
        return bucket.find(key)
                .or(() -> {
                    var parts = new ArrayList<>(upload.parts());
                    if (last.length > 0) {
                        parts.add(part(upload, name, last));
                    }
                    return multipart.complete(key, name, parts);
                })
                .filter(whole -> whole.size() == size)
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.BLOB_UPLOAD_INVALID, "the parts of this upload do not make a whole"));
    }

    /** Deletes chunks that have become part of something else, or of nothing. */
    void drop(UploadId upload, List<Chunk> chunks) {
        chunks.forEach(chunk -> bucket.delete(ObjectKey.chunk(upload, chunk.id())));
    }

    /** Deletes all bytes of an upload. */
    void clear(Upload upload) {
        drop(upload.id(), upload.chunks());
        upload.multipart().ifPresent(name -> {
            multipart.abort(ObjectKey.staging(upload.id()), name);
            bucket.delete(ObjectKey.staging(upload.id()));
        });
    }

    void abort(UploadId upload, Optional<String> name) {
        name.ifPresent(begun -> multipart.abort(ObjectKey.staging(upload), begun));
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
