package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketLogTest {

    private static final Instant TIME = Instant.parse("2026-11-24T12:59:58Z");
    private static final String SIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=300&X-Amz-Signature=XXXX";

    @ParameterizedTest
    @CsvSource({
        "REST.PUT.PART, staging/3fa85f64/whole, /staging/3fa85f64/whole?partNumber=1&, 200, 0, 3fa85f64, push, bucket-write=1",
        "REST.PUT.PART, staging%2F3fa85f64%2Fwhole, /staging/3fa85f64/whole?partNumber=1&, 400, 300, 3fa85f64, push, bucket-write=1",
        "REST.PUT.OBJECT, staging/3fa85f64/0badcafe, /staging/3fa85f64/0badcafe?, 200, 0, 3fa85f64, push, bucket-write=1",
        "REST.GET.OBJECT, blobs/sha256/aa/3fa85f64, /blobs/sha256/aa/3fa85f64?, 200, 5000, '', pull, bucket-read=1 bucket-out=5000",
        "REST.GET.OBJECT, blobs/sha256/aa/3fa85f64, /blobs/sha256/aa/3fa85f64?x-slipway-transfer=0123&, 206, 77, 0123, pull, bucket-read=1 bucket-out=77",
        "REST.GET.OBJECT, blobs/copied/3fa85f64, /blobs/copied/3fa85f64?, 304, 0, '', pull, bucket-read=1",
        "REST.HEAD.OBJECT, blobs/copied/3fa85f64, /blobs/copied/3fa85f64?, 404, 0, '', pull, bucket-read=1",
    })
    void whatClientsDoByPresignedUrlsIsCharged(
            String operation,
            String key,
            String uri,
            int status,
            long sent,
            String transfer,
            String action,
            String usage)
            throws IOException {
        var line =
                AccessLogLines.s3(TIME, "3E57427F3EXAMPLE", operation, key, uri + SIGNED, status, sent, "QueryString");

        assertThat(BucketLog.read(line))
                .contains(new PassedRequest(TIME, "3E57427F3EXAMPLE", transfer, action, usage(usage)));
    }

    /** The parameter may be the last one. */
    @Test
    void aDownloadIsKnownByWhatItsUrlSays() throws IOException {
        var uri = "/blobs/copied/3fa85f64?" + SIGNED + "&x-slipway-transfer=0123abcd";
        var line = AccessLogLines.s3(TIME, "1", "REST.GET.OBJECT", "blobs/copied/1", uri, 200, 9, "QueryString");

        assertThat(BucketLog.read(line).orElseThrow().transfer()).isEqualTo("0123abcd");
    }

    @ParameterizedTest
    @CsvSource({
        "REST.GET.OBJECT, AuthHeader, 200",
        "REST.PUT.PART, AuthHeader, 200",
        "REST.PUT.PART, -, 200",
        "REST.GET.OBJECT, QueryString, 403",
        "REST.GET.BUCKET, QueryString, 200",
        "REST.DELETE.OBJECT, AuthHeader, 204",
        "S3.EXPIRE.OBJECT, -, 200",
    })
    void whatOthersDoIsLeftOut(String operation, String authentication, int status) throws IOException {
        var line =
                AccessLogLines.s3(TIME, "1", operation, "blobs/copied/1", "/?x=QueryString", status, 9, authentication);

        assertThat(BucketLog.read(line)).isEmpty();
    }

    /** As it stands in the Amazon S3 User Guide, but for the names. */
    @Test
    void linesThatNobodyAskedForAreLinesAllTheSame() throws IOException {
        assertThat(BucketLog.read(
                        "79a59df900b9 bucket [06/Feb/2019:00:00:38 +0000] 192.0.2.3 79a59df900b9 3E57427F3EXAMPLE"
                                + " REST.GET.VERSIONING - \"GET /bucket?versioning HTTP/1.1\" 200 - 113 - 7 - \"-\" \"S3Console/0.4\" -"
                                + " s9lzHYrFp76ZVxRcpX9= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader bucket.s3.us-west-1.amazonaws.com"
                                + " TLSV1.2 arn:aws:s3:us-west-1:123456789012:accesspoint/example-AP Yes us-east-1"))
                .isEmpty();
        assertThat(BucketLog.read("79a59df900b9 bucket [06/Feb/2019:00:00:38 +0000] - AmazonS3 3E57427F3EXAMPLE"
                        + " S3.EXPIRE.OBJECT staging/1/whole \"-\" - - - 77 - - \"-\" \"-\" - hOsT= - - - - - - - -"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "{\"date\":\"2026-11-24\"}", "o b [06/Feb/2019:00:00:38 +0000] a r 1 GET k \"-\""})
    void anythingElseIsNoLineOfIt(String line) {
        assertThatThrownBy(() -> BucketLog.read(line))
                .isInstanceOf(IOException.class)
                .hasMessage("no line of an access log of S3");
    }

    @Test
    void aTransferThatDoesNotSayWhatCameOfItIsNoLineOfIt() {
        var line = AccessLogLines.s3(TIME, "1", "REST.GET.OBJECT", "blobs/copied/1", "/", 200, 9, "QueryString");

        assertThatThrownBy(() -> BucketLog.read(line.replace(" 200 ", " two hundred ")))
                .isInstanceOf(IOException.class)
                .hasMessage("a line of an access log of S3 that does not say what was answered");
        assertThatThrownBy(() -> BucketLog.read(line.replace("24/Nov", "24/Foo")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no line of an access log of S3: ");
    }

    private static Usage usage(String text) {
        var usage = Usage.NONE;
        for (var part : text.split(" ", -1)) {
            var unit = part.split("=", -1);
            usage = usage.plus(Unit.find(unit[0]).orElseThrow(), Long.parseLong(unit[1]));
        }
        return usage;
    }
}
