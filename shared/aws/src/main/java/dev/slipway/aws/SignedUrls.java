package dev.slipway.aws;

import dev.slipway.registry.state.ObjectKey;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * URLs of S3 that carry their own permission, at most 7 days and no longer than the credentials that signed them. Made
 * without a call to AWS.
 */
public final class SignedUrls {

    private final BucketAddress address;
    private final S3Signer signer;

    SignedUrls(BucketAddress address, S3Signer signer) {
        this.address = address;
        this.signer = signer;
    }

    /**
     * A URL that gives an object's bytes, whatever they are, as {@code application/octet-stream}.
     *
     * @param transfer an id that S3's access log has of it: S3 ignores parameters that begin with {@code x-}, and logs them (Amazon
     *     S3 User Guide, "Amazon S3 server access log format")
     */
    public URI downloadUrl(ObjectKey key, String transfer, Duration validity) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(address.of(key))
                .putRawQueryParameter("response-content-type", "application/octet-stream")
                .putRawQueryParameter("x-slipway-transfer", transfer)
                .build();
        return signer.presign(request, validity).getUri();
    }

    /** A URL that takes a PUT of one part of a multipart upload. */
    public URI partUrl(ObjectKey key, String upload, int number, Duration validity) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(address.of(key))
                .putRawQueryParameter("partNumber", Integer.toString(number))
                .putRawQueryParameter("uploadId", upload)
                .build();
        return signer.presign(request, validity).getUri();
    }
}
