package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudFrontLogTest {

    private static final Instant TIME = Instant.parse("2026-11-24T12:59:58Z");
    private static final String HEX = "aa".repeat(32);
    private static final String GRANT = "0123456789abcdef0123456789abcdef";
    private static final String ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    private static final String DOWNLOAD = "/download/" + GRANT + "/sha256/" + HEX + "/" + ID;
    private static final String UPLOAD = "/v2/team/app/blobs/uploads/" + ID;
    private static final long LAYER = 50_000_000;

    static List<Arguments> requests() {
        return List.of(
                passed("a download", "GET", DOWNLOAD, 200, LAYER, 600, "Miss", GRANT, out(2) + " bucket-read=1"),
                passed(
                        "a part of one",
                        "GET",
                        DOWNLOAD,
                        206,
                        1_000_000,
                        600,
                        "Miss",
                        GRANT,
                        small(2) + " bucket-read=1"),
                passed("one from the cache", "GET", DOWNLOAD, 200, LAYER, 600, "Hit", GRANT, out(2)),
                passed("a look", "HEAD", DOWNLOAD, 200, LAYER, 600, "RefreshHit", GRANT, out(2) + " bucket-read=1"),
                passed(
                        "nothing there",
                        "GET",
                        DOWNLOAD,
                        404,
                        1_000_000,
                        600,
                        "Error",
                        GRANT,
                        small(1) + " bucket-read=1"),
                passed("no answer", "GET", DOWNLOAD, 0, 1_000_000, 600, "Error", GRANT, small(1) + " bucket-read=1"),
                passed(
                        "a bad right",
                        "GET",
                        DOWNLOAD,
                        403,
                        1_000_000,
                        600,
                        "FunctionGeneratedResponse",
                        GRANT,
                        small(1)),
                passed("no sign-in", "GET", "/v2/", 401, 1_000_000, 600, "FunctionGeneratedResponse", "", small(1)),
                passed("no relay", "PATCH", UPLOAD, 403, 1_000_000, LAYER, "FunctionGeneratedResponse", ID, small(1)),
                passed("no HTTPS", "GET", "/v2/", 301, 1_000_000, 600, "Redirect", "", small(1)),
                passed("a layer", "PUT", UPLOAD, 201, 1_000_000, LAYER, "Miss", ID, in(2) + " bucket-write=1"),
                passed("one refused", "PUT", UPLOAD, 400, 1_000_000, LAYER, "Error", ID, in(1) + " bucket-write=1"),
                passed("a layer to the relay", "PATCH", UPLOAD, 202, 1_000_000, LAYER, "Miss", ID, in(2)),
                passed("one at once", "POST", "/v2/team/app/blobs/uploads/", 201, 1_000_000, LAYER, "Miss", "", in(2)),
                passed(
                        "names of names",
                        "PUT",
                        "/v2/a/blobs/uploads/b" + UPLOAD.substring(3),
                        201,
                        1_000_000,
                        LAYER,
                        "Miss",
                        ID,
                        in(2) + " bucket-write=1"),
                passed(
                        "a download, rewritten",
                        "GET",
                        "/blobs/sha256/" + HEX + "/" + ID,
                        200,
                        LAYER,
                        600,
                        "Miss",
                        "",
                        out(2) + " bucket-read=1"),
                passed("a copy, rewritten", "GET", "/blobs/copied/" + ID, 200, LAYER, 600, "Hit", "", out(2)),
                passed(
                        "a layer, rewritten",
                        "PUT",
                        "/blobs/sha256/" + HEX + "/" + ID,
                        201,
                        1_000_000,
                        LAYER,
                        "Miss",
                        ID,
                        in(2) + " bucket-write=1"),
                passed(
                        "an encoded path",
                        "GET",
                        DOWNLOAD.replace("download", "%64ownload"),
                        200,
                        LAYER,
                        600,
                        "Hit",
                        GRANT,
                        out(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void aRequestThatNoFunctionAnsweredIsCharged(String what, String line, String transfer, String usage)
            throws IOException {
        var request = CloudFrontLog.read(line).orElseThrow();

        assertThat(request.usage()).hasToString(usage);
        assertThat(request.transfer()).isEqualTo(transfer);
        assertThat(request.time()).isEqualTo(TIME);
        assertThat(request.id()).isEqualTo("request-1==");
        assertThat(request.action()).isEqualTo(line.contains("GET") || line.contains("HEAD") ? "pull" : "push");
    }

    /** Those have receipts of their own; 4 MiB is what goes there, whatever its head. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/ 600",
                "GET /v2/team/app/manifests/1 600",
                "GET /version 600",
                "GET /v2/team/app/blobs/sha256:aa 600",
                "GET /blobs/sha256:aa 600",
                "GET /api/v1/costs 600",
                "GET /v2/team/app/blobs/uploads/3fa85f64 600",
                "DELETE /v2/team/app/blobs/uploads/3fa85f64 600",
                "PUT /v2/team/app/blobs/uploads/3fa85f64 1500",
                "PATCH /v2/team/app/blobs/uploads/3fa85f64 4195504",
                "POST /v2/team/app/blobs/uploads/ 600",
                "PUT /v2/team/app/blobs/uploads/3fa85f64/parts 5000000",
                "PUT /v2/team/app/manifests/1 4195504"
            })
    void whatWentToAFunctionIsLeftOut(String request) throws IOException {
        var parts = request.split(" ", -1);
        var line = AccessLogLines.cloudFront(TIME, "1", parts[0], parts[1], 200, 700, Long.parseLong(parts[2]), "Miss");

        assertThat(CloudFrontLog.read(line)).isEmpty();
    }

    /** Who hangs up is sent less, and the object was in the cache or was not all the same. */
    @Test
    void aDownloadThatWasBrokenOffCountsWhatWasSent() throws IOException {
        for (var result : List.of("Hit", "Miss")) {
            var line = AccessLogLines.cloudFront(TIME, "1", "GET", DOWNLOAD, 200, 123_456, 600, result, "Error");

            assertThat(CloudFrontLog.read(line).orElseThrow().usage())
                    .hasToString("edge-function=2 cloudfront-request=1 cloudfront-out=123456"
                            + (result.equals("Hit") ? "" : " bucket-read=1"));
        }
    }

    /** As another service writes them, numbers may be numbers; fields that nobody asked for may come too. */
    @Test
    void numbersMayBeNumbersAndOtherFieldsMayCome() throws IOException {
        var line = AccessLogLines.cloudFront(TIME, "1", "GET", DOWNLOAD, 200, 5, 600, "Hit")
                .replaceAll("\"(\\d+)\"", "$1")
                .replace("{", "{\"c-country\":\"US\",");

        assertThat(CloudFrontLog.read(line).orElseThrow().usage().amount(Unit.CLOUDFRONT_OUT))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#Fields: date time",
                "null",
                "[]",
                "{",
                "{}",
                "{\"date\":{}}",
                "{\"date\":\"2026-11-24\"}",
                "{\"date\":\"yesterday\",\"time\":\"1\",\"cs-method\":\"GET\",\"cs-uri-stem\":\"/\"}",
                "{\"date\":\"2026-11-24\",\"time\":\"12:00:00\",\"cs-method\":\"GET\",\"cs-uri-stem\":\"/%\"}"
            })
    void anythingElseIsNoLineOfIt(String line) {
        assertThatThrownBy(() -> CloudFrontLog.read(line))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no line of CloudFront's access log: ");
    }

    private static String out(int functions) {
        return "edge-function=" + functions + " cloudfront-request=1 cloudfront-out=" + LAYER;
    }

    private static String small(int functions) {
        return "edge-function=" + functions + " cloudfront-request=1 cloudfront-out=1000000";
    }

    private static String in(int functions) {
        return small(functions) + " cloudfront-in=" + LAYER;
    }

    private static Arguments passed(
            String what,
            String method,
            String path,
            int status,
            long out,
            long in,
            String result,
            String transfer,
            String usage) {
        var line = AccessLogLines.cloudFront(TIME, "request-1==", method, path, status, out, in, result);
        return arguments(what, line, transfer, usage);
    }
}
