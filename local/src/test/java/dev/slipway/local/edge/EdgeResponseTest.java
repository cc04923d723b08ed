package dev.slipway.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeResponseTest {

    private static final String PUT =
            "PUT " + Rows.UPLOAD + "?state=" + Rows.FRESH + "&digest=" + Rows.DIGEST + " content-length=" + Rows.LARGE;
    private static final String DOWNLOAD = Rows.DOWNLOAD + "?state=" + Rows.READ;

    @Test
    void turnsTheBucketsAnswerToAPutIntoARegistrys() {
        var response = respond(PUT, 200, Map.of("ETag", List.of("\"e\""), "content-length", List.of("0")));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers())
                .containsEntry("location", List.of("/v2/team/app/blobs/" + Rows.DIGEST))
                .containsEntry("docker-content-digest", List.of(Rows.DIGEST))
                .containsEntry("content-length", List.of("0"));
    }

    @Test
    void passesTheBucketsErrorsAsTheyAre() {
        var error = new EdgeResponse(400, Map.of("content-type", List.of("application/xml")));

        assertThat(respond(PUT, 400, error.headers())).isEqualTo(error);
    }

    @Test
    void tellsTheDigestOfADownloadAndKeepsBrowsersFromRunningIt() {
        for (var request : List.of("GET " + DOWNLOAD, "HEAD " + DOWNLOAD)) {
            var response = respond(request, 206, Map.of("content-range", List.of("bytes 0-1/2")));

            assertThat(response.status()).isEqualTo(206);
            assertThat(response.headers())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "content-range", List.of("bytes 0-1/2"),
                            "docker-content-digest", List.of(Rows.DIGEST),
                            "x-content-type-options", List.of("nosniff"),
                            "content-security-policy", List.of("default-src 'none'; sandbox"),
                            "slipway-cost",
                                    List.of("0.000001618207 edge-function=2 cloudfront-request=1 cloudfront-out=230"
                                            + " bucket-read=1")));
        }
    }

    /** A head of 19 bytes, and of each header its name, its value and 4 bytes; at 79.16 and 18.63 trillionths of a dollar. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            content-length=1000000      | GET      | 0.000080780389 edge-function=2 cloudfront-request=1 cloudfront-out=1000227 bucket-read=1
            content-length=1000000      | HEAD     | 0.00000161797 edge-function=2 cloudfront-request=1 cloudfront-out=227 bucket-read=1
            content-length=1000000;age=5| GET      | 0.000080381022 edge-function=2 cloudfront-request=1 cloudfront-out=1000235
            content-length=5368709120   | GET      | 0.425001618207 edge-function=2 cloudfront-request=1 cloudfront-out=5368709350 bucket-read=1
            """)
    void aDownloadHasAReceipt(String headers, String method, String receipt) {
        var answered = Stream.of(headers.split(";"))
                .map(header -> header.split("="))
                .collect(Collectors.toMap(header -> header[0], header -> List.of(header[1])));

        assertThat(respond(method + " " + DOWNLOAD, 200, answered).headers())
                .containsEntry("slipway-cost", List.of(receipt));
    }

    @Test
    void anUploadThatTheBucketOrTheRelayTookHasAReceipt() {
        assertThat(respond(PUT, 200, Map.of("content-length", List.of("0"))).headers())
                .containsEntry(
                        "slipway-cost",
                        List.of(
                                "0.000084347422 edge-function=2 cloudfront-request=1 cloudfront-out=283 cloudfront-in=4194305 bucket-write=1"));
        var patch = "PATCH " + Rows.UPLOAD + "?state=" + Rows.BEGUN;
        assertThat(respond(patch + " content-length=5000000", 202, Map.of()).headers())
                .containsEntry(
                        "slipway-cost",
                        List.of(
                                "0.000094333762 edge-function=2 cloudfront-request=1 cloudfront-out=19 cloudfront-in=5000000"));
        assertThat(respond(patch + " transfer-encoding=chunked", 202, Map.of()).headers())
                .containsEntry(
                        "slipway-cost",
                        List.of("0.000001201504 edge-function=2 cloudfront-request=1 cloudfront-out=19"));
    }

    /** What the relay hands on of a handler's is not the relay's own. */
    @Test
    void aHandlersReceiptPassesAsItIsAndTheRelaysGoes() {
        var receipt = Map.of("slipway-cost", List.of("0.1 edge-function=2"));

        assertThat(respond("GET /v2/a/manifests/b", 200, receipt).headers()).isEqualTo(receipt);
        assertThat(respond("PATCH " + Rows.UPLOAD + "?state=" + Rows.BEGUN + " content-length=5000000", 202, receipt)
                        .headers())
                .containsEntry(
                        "slipway-cost",
                        List.of(
                                "0.000094333762 edge-function=2 cloudfront-request=1 cloudfront-out=19 cloudfront-in=5000000"));
    }

    /** It goes around the function here; on AWS it does not. */
    @Test
    void theFunctionHandsOnAHandlersReceipt() {
        var forward =
                (EdgeDecision.Forward) TestingEdges.relaying().request(TestingEdges.request("GET /v2/a/manifests/b"));
        var response = new EdgeResponse(200, Map.of("slipway-cost", List.of("0.1 edge-function=2")));
        var functions = EdgeContext.Functions.of(EdgeScripts.bundled(), TestingEdges.WITH_RELAY);

        try (var engine = EdgeContexts.engine();
                var context = new EdgeContext(engine, functions)) {
            var result = context.viewerResponse(EventWriter.viewerResponse(forward, response, "none"));

            assertThat(ResultReader.response(result, "none", null)).isEqualTo(response);
        }
    }

    @Test
    void tellsTheDigestOfACopiedBlob() {
        var copied = Rows.DOWNLOAD.replace(Rows.ID, Rows.COPY_ID) + "?state="
                + TestingKey.FIRST.download(Rows.GRANT, "sha256", Rows.HEX, Rows.COPY_ID, TestingKey.LATER);
        for (var request : List.of("GET " + copied, "HEAD " + copied)) {
            assertThat(respond(request, 200, Map.of()).headers())
                    .containsEntry("docker-content-digest", List.of(Rows.DIGEST))
                    .containsKey("content-security-policy");
        }
    }

    @Test
    void givesAHeadTheLengthThatTheHandlerMeant() {
        var headers = Map.of("slipway-content-length", List.of("1234"), "content-length", List.of("0"));

        assertThat(respond("HEAD /v2/a/manifests/b", 200, headers).headers())
                .isEqualTo(Map.of("content-length", List.of("1234")));
        assertThat(respond("GET /v2/a/manifests/b", 200, headers).headers())
                .isEqualTo(Map.of("content-length", List.of("0")));
    }

    @Test
    void leavesTheHandlersAnswersAlone() {
        var headers = Map.of("location", List.of("/x"), "link", List.of("<a>", "<b>"));

        assertThat(respond("PUT /v2/a/manifests/b content-length=2", 201, headers))
                .isEqualTo(new EdgeResponse(201, headers));
        assertThat(respond("GET /v2/a/blobs/" + Rows.DIGEST, 307, headers)).isEqualTo(new EdgeResponse(307, headers));
    }

    private static EdgeResponse respond(String request, int status, Map<String, List<String>> headers) {
        var edge = TestingEdges.relaying();
        var forward = (EdgeDecision.Forward) edge.request(TestingEdges.request(request));
        return edge.response(forward, new EdgeResponse(status, headers));
    }
}
