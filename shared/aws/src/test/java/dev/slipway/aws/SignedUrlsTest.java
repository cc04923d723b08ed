package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.ObjectKey;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;

class SignedUrlsTest {

    private static final ObjectKey KEY = new ObjectKey("blobs/sha256/abc/123");
    private static final BucketAddress ADDRESS = new BucketAddress("bucket", Region.US_EAST_1, Optional.empty());
    private static final SignedUrls URLS = new SignedUrls(ADDRESS, PublishedExample.SIGNER);
    private static final Duration VALIDITY = Duration.ofMinutes(5);

    /** The example of "Authenticating Requests: Using Query Parameters" in S3's API reference. */
    @Test
    void signsAsThePublishedExample() {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://examplebucket.s3.amazonaws.com/test.txt"))
                .build();

        assertThat(PublishedExample.SIGNER
                        .presign(request, Duration.ofDays(1))
                        .firstMatchingRawQueryParameter("X-Amz-Signature"))
                .contains("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void aDownloadIsPlainBytes() {
        assertThat(URLS.downloadUrl(KEY, "0a0b", VALIDITY).toString())
                .startsWith("https://bucket.s3.us-east-1.amazonaws.com/blobs/sha256/abc/123?")
                .contains("response-content-type=application%2Foctet-stream")
                .contains("x-slipway-transfer=0a0b")
                .contains("X-Amz-Expires=300")
                .contains("X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request");
    }

    /** Whatever else were signed would have to be sent by a client that knows nothing of it. */
    @Test
    void signsNothingButTheHost() {
        assertThat(URLS.downloadUrl(KEY, "0a0b", VALIDITY).toString()).contains("X-Amz-SignedHeaders=host&");
        assertThat(URLS.partUrl(KEY, "u", 1, VALIDITY).toString()).contains("X-Amz-SignedHeaders=host&");
    }

    @Test
    void aPartNamesItsUploadAndNumber() {
        assertThat(URLS.partUrl(KEY, "up/load+1", 17, VALIDITY).toString())
                .contains("partNumber=17")
                .contains("uploadId=up%2Fload%2B1");
    }

    @Test
    void carriesTheTokenOfASession() {
        var urls = new SignedUrls(ADDRESS, PublishedExample.SESSION_SIGNER);

        assertThat(urls.downloadUrl(KEY, "0a0b", VALIDITY).toString())
                .contains("X-Amz-Security-Token=session%2Ftoken%2B%3D");
    }

    @Test
    void leadsToWhatStandsInForS3() {
        var address = new BucketAddress("bucket", Region.US_EAST_1, Optional.of(URI.create("http://127.0.0.1:4566/")));

        assertThat(new SignedUrls(address, PublishedExample.SIGNER)
                        .downloadUrl(KEY, "0a0b", VALIDITY)
                        .toString())
                .startsWith("http://127.0.0.1:4566/bucket/blobs/sha256/abc/123?");
    }

    @Test
    void leadsToChinaInChina() {
        var address = new BucketAddress("bucket", Region.CN_NORTH_1, Optional.empty());

        assertThat(address.of(KEY)).hasToString("https://bucket.s3.cn-north-1.amazonaws.com.cn/blobs/sha256/abc/123");
    }
}
