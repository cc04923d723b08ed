package dev.slipway.local.store;

import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Multipart uploads whose calls are counted as the requests that they would be to S3. */
public record MeteredUploads(MultipartUploads uploads) implements MultipartUploads {

    @Override
    public String begin(ObjectKey key) {
        Meter.count(Unit.BUCKET_WRITE, 1);
        return uploads.begin(key);
    }

    @Override
    public Part put(ObjectKey key, String upload, int number, byte[] content) {
        Meter.count(Unit.BUCKET_WRITE, 1);
        return uploads.put(key, upload, number, content);
    }

    /** What is too small for S3 to copy is read and stored again. */
    @Override
    public Optional<Part> copy(ObjectKey key, String upload, int number, ObjectKey from, long length) {
        if (length <= SMALLEST_PART) {
            Meter.count(Unit.BUCKET_READ, 1);
        }
        Meter.count(Unit.BUCKET_WRITE, 1);
        return uploads.copy(key, upload, number, from, length);
    }

    /** Signed without a call. */
    @Override
    public URI partUrl(ObjectKey key, String upload, int number, Duration validity) {
        return uploads.partUrl(key, upload, number, validity);
    }

    /** What S3 has put together is looked at. */
    @Override
    public Optional<StoredObject> complete(ObjectKey key, String upload, List<Part> parts) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Meter.count(Unit.BUCKET_WRITE, 1);
        var completed = uploads.complete(key, upload, parts);
        if (completed.isPresent()) {
            Meter.count(Unit.BUCKET_READ, 1);
        }
        return completed;
    }

    @Override
    public void abort(ObjectKey key, String upload) {
        Meter.count(Unit.BUCKET_DELETE, 1);
        uploads.abort(key, upload);
    }
}
