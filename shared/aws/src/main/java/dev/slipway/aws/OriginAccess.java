package dev.slipway.aws;

import dev.slipway.registry.state.ObjectKey;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Signs requests to the bucket as CloudFront's origin access control does: in the {@code Authorization} header, over
 * {@code host} and all {@code x-amz-} headers, with an unsigned payload, so that a body of any length can pass through.
 */
public final class OriginAccess {

    private final BucketAddress address;
    private final S3Signer signer;

    OriginAccess(BucketAddress address, S3Signer signer) {
        this.address = address;
        this.signer = signer;
    }

    /**
     * What to send to the bucket.
     *
     * @param headers those to send, by lower-case name; {@code host} is not among them: it is the URL's
     */
    public record OriginRequest(String method, URI url, Map<String, String> headers) {
        public OriginRequest {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * A request for an object.
     *
     * @param method {@code GET}, {@code HEAD} or {@code PUT}
     * @param headers what goes along, such as {@code range} or {@code x-amz-checksum-sha256}
     */
    public OriginRequest sign(String method, ObjectKey key, Map<String, String> headers) {
        var sent = new TreeMap<String, String>();
        headers.forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), value));
        var request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address.of(key));
        sent.forEach((name, value) -> {
            if (name.startsWith("x-amz-")) {
                request.putHeader(name, value);
            }
        });
        signer.authorize(request.build())
                .forEachHeader((name, values) -> sent.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        sent.remove("host");
        return new OriginRequest(method, address.of(key), sent);
    }
}
