package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.ObjectKey;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class OriginAccessTest {

    private static final ObjectKey KEY = new ObjectKey("blobs/sha256/abc/123");
    private static final SignatureVersion4 SIGNATURE =
            new SignatureVersion4(PublishedExample.SECRET, "20130524", "us-east-1");
    private static final OriginAccess ACCESS =
            new OriginAccess(new BucketAddress("bucket", Region.US_EAST_1, Optional.empty()), PublishedExample.SIGNER);

    /** The example "GET Object" in S3's API reference: the measure that the SDK's signer is measured with is right. */
    @Test
    void theMeasureIsRight() {
        var headers = Map.of(
                "host", "examplebucket.s3.amazonaws.com",
                "range", "bytes=0-9",
                "x-amz-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "x-amz-date", "20130524T000000Z");

        assertThat(SIGNATURE.of("GET", URI.create("https://examplebucket.s3.amazonaws.com/test.txt"), headers))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT"})
    void signsTheHostAndAllHeadersOfAmazon(String method) {
        var request = ACCESS.sign(method, KEY, Map.of("X-Amz-Checksum-Sha256", "abc=", "range", "bytes=0-9"));

        var signed = new TreeMap<>(request.headers());
        signed.keySet().removeIf(name -> !name.startsWith("x-amz-"));
        signed.put("host", "bucket.s3.us-east-1.amazonaws.com");
        assertThat(request.headers().get("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
                        + "SignedHeaders=host;x-amz-checksum-sha256;x-amz-content-sha256;x-amz-date, Signature="
                        + SIGNATURE.of(method, request.url(), signed));
    }

    @Test
    void sendsWhatItWasGivenAndWhatItSigned() {
        var request = ACCESS.sign("PUT", KEY, Map.of("Content-Type", "application/octet-stream"));

        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.url()).hasToString("https://bucket.s3.us-east-1.amazonaws.com/blobs/sha256/abc/123");
        assertThat(request.headers())
                .containsOnlyKeys("authorization", "content-type", "x-amz-content-sha256", "x-amz-date")
                .containsEntry("content-type", "application/octet-stream")
                .containsEntry("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                .containsEntry("x-amz-date", "20130524T000000Z");
    }

    @Test
    void signsTheTokenOfASession() {
        var access = new OriginAccess(
                new BucketAddress("bucket", Region.US_EAST_1, Optional.of(URI.create("http://127.0.0.1:4566"))),
                PublishedExample.SESSION_SIGNER);

        var request = access.sign("GET", KEY, Map.of());

        assertThat(request.headers()).containsEntry("x-amz-security-token", "session/token+=");
        assertThat(request.headers().get("authorization"))
                .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,");
    }
}
