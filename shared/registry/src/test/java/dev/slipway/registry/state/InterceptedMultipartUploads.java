package dev.slipway.registry.state;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Multipart uploads whose calls pass an interceptor. */
public final class InterceptedMultipartUploads implements MultipartUploads {

    private final MultipartUploads uploads;
    private final Interceptor interceptor;

    public InterceptedMultipartUploads(MultipartUploads uploads, Interceptor interceptor) {
        this.uploads = uploads;
        this.interceptor = interceptor;
    }

    @Override
    public String begin(ObjectKey key) {
        return interceptor.around("MultipartUploads.begin", () -> uploads.begin(key));
    }

    @Override
    public Part put(ObjectKey key, String upload, int number, byte[] content) {
        return interceptor.around("MultipartUploads.put", () -> uploads.put(key, upload, number, content));
    }

    @Override
    public Optional<Part> copy(ObjectKey key, String upload, int number, ObjectKey from, long length) {
        return interceptor.around("MultipartUploads.copy", () -> uploads.copy(key, upload, number, from, length));
    }

    /** No call: a URL is made without asking anyone. */
    @Override
    public URI partUrl(ObjectKey key, String upload, int number, Duration validity) {
        return uploads.partUrl(key, upload, number, validity);
    }

    @Override
    public Optional<StoredObject> complete(ObjectKey key, String upload, List<Part> parts) {
        return interceptor.around("MultipartUploads.complete", () -> uploads.complete(key, upload, parts));
    }

    @Override
    public void abort(ObjectKey key, String upload) {
        interceptor.around("MultipartUploads.abort", () -> uploads.abort(key, upload));
    }
}
