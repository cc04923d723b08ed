package dev.slipway.aws;

import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's multipart uploads to one bucket. */
public final class S3MultipartUploads implements MultipartUploads {

    private static final Set<String> BAD_PARTS = Set.of("InvalidPart", "InvalidPartOrder", "EntityTooSmall");

    private final Supplier<S3Client> client;
    private final String bucket;
    private final SignedUrls urls;

    public S3MultipartUploads(Supplier<S3Client> client, String bucket, SignedUrls urls) {
        this.client = client;
        this.bucket = bucket;
        this.urls = urls;
    }

    @Override
    public String begin(ObjectKey key) {
        return Contention.calling(() -> client.get()
                        .createMultipartUpload(request ->
                                request.bucket(bucket).key(key.value()).contentType("application/octet-stream")))
                .uploadId();
    }

    @Override
    public Part put(ObjectKey key, String upload, int number, byte[] content) {
        var stored = Contention.calling(() -> client.get()
                .uploadPart(
                        request -> request.bucket(bucket)
                                .key(key.value())
                                .uploadId(upload)
                                .partNumber(number),
                        RequestBody.fromBytes(content)));
        return new Part(number, stored.eTag());
    }

    /** S3 copies a range only of what has more than 5 MB: of less, the bytes are read and stored again. */
    @Override
    public Optional<Part> copy(ObjectKey key, String upload, int number, ObjectKey from, long length) {
        try {
            return Optional.of(
                    length > SMALLEST_PART
                            ? copyRange(key, upload, number, from, length)
                            : put(key, upload, number, read(from, length)));
        } catch (S3Exception failure) {
            if (failure.statusCode() == 404) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Part copyRange(ObjectKey key, String upload, int number, ObjectKey from, long length) {
        var copied = Contention.calling(() -> client.get()
                .uploadPartCopy(request -> request.sourceBucket(bucket)
                        .sourceKey(from.value())
                        .copySourceRange(range(length))
                        .destinationBucket(bucket)
                        .destinationKey(key.value())
                        .uploadId(upload)
                        .partNumber(number)));
        return new Part(number, copied.copyPartResult().eTag());
    }

    private byte[] read(ObjectKey from, long length) {
        return Contention.calling(() -> client.get()
                        .getObjectAsBytes(request ->
                                request.bucket(bucket).key(from.value()).range(range(length))))
                .asByteArray();
    }

    private static String range(long length) {
        return "bytes=0-" + (length - 1);
    }

    @Override
    public URI partUrl(ObjectKey key, String upload, int number, Duration validity) {
        return urls.partUrl(key, upload, number, validity);
    }

    /** An upload that is gone may have been completed by a call whose answer was lost: then its object is there. */
    @Override
    public Optional<StoredObject> complete(ObjectKey key, String upload, List<Part> parts) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        try {
            var completed = parts.stream()
                    .map(part -> CompletedPart.builder()
                            .partNumber(part.number())
                            .eTag(part.tag())
                            .build())
                    .toList();
            Contention.calling(() -> client.get()
                    .completeMultipartUpload(request -> request.bucket(bucket)
                            .key(key.value())
                            .uploadId(upload)
                            .multipartUpload(whole -> whole.parts(completed))));
        } catch (NoSuchUploadException gone) {
            return new S3Bucket(client, bucket).find(key);
        } catch (S3Exception failure) {
            if (BAD_PARTS.contains(failure.awsErrorDetails().errorCode())) {
                return Optional.empty();
            }
            throw failure;
        }
        return new S3Bucket(client, bucket).find(key);
    }

    @Override
    public void abort(ObjectKey key, String upload) {
        try {
            Contention.calling(() -> client.get()
                    .abortMultipartUpload(
                            request -> request.bucket(bucket).key(key.value()).uploadId(upload)));
        } catch (NoSuchUploadException gone) {
            return;
        }
    }
}
