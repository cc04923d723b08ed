package dev.slipway.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
                            "content-security-policy", List.of("default-src 'none'; sandbox")));
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
