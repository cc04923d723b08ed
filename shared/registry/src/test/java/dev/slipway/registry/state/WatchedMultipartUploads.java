package dev.slipway.registry.state;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Multipart uploads that tell what each call would ask of AWS, before it is made. */
public record WatchedMultipartUploads(MultipartUploads uploads, Consumer<AwsCall> watch) implements MultipartUploads {

    @Override
    public String begin(ObjectKey key) {
        AwsActions.put(key).forEach(watch);
        return uploads.begin(key);
    }

    @Override
    public Part put(ObjectKey key, String upload, int number, byte[] content) {
        AwsActions.put(key).forEach(watch);
        return uploads.put(key, upload, number, content);
    }

    @Override
    public Optional<Part> copy(ObjectKey key, String upload, int number, ObjectKey from, long length) {
        AwsActions.copyPart(from, key).forEach(watch);
        return uploads.copy(key, upload, number, from, length);
    }

    /** Whoever uses the URL does so with the rights of the function that signed it. */
    @Override
    public URI partUrl(ObjectKey key, String upload, int number, Duration validity) {
        AwsActions.put(key).forEach(watch);
        return uploads.partUrl(key, upload, number, validity);
    }

    @Override
    public Optional<StoredObject> complete(ObjectKey key, String upload, List<Part> parts) {
        AwsActions.complete(key).forEach(watch);
        return uploads.complete(key, upload, parts);
    }

    @Override
    public void abort(ObjectKey key, String upload) {
        AwsActions.abort(key).forEach(watch);
        uploads.abort(key, upload);
    }
}
