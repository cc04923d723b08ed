package dev.slipway.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.access.SigningKeys;
import dev.slipway.registry.access.Viewer;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.ObjectKey;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EdgeHeadersTest {

    private static final Capabilities HANDLERS =
            new Capabilities(SigningKeys.parse(TestingKey.KEYS), InstantSource.system(), RandomGenerator.getDefault());
    private static final String SMUGGLED = " slipway-viewer=forged Slipway-Repository=evil slipway-content-length=1"
            + " x-amz-acl=public-read x-amz-checksum-sha256=AAAA x-amz-meta-a=b cookie=c=d content-type=text/html"
            + " accept-encoding=gzip";

    @Test
    void sendsAChallengeThatClientsTakeApartByPosition() {
        var answer = answer("PUT /v2/team/app/manifests/v1 authorization=");

        assertThat(answer.headers())
                .containsEntry(
                        "www-authenticate",
                        List.of("Bearer realm=\"https://registry.example.com/token\",service=\"registry.example.com\","
                                + "scope=\"repository:team/app:pull,push\""))
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("docker-distribution-api-version", List.of("registry/2.0"));
        assertThat(answer.body())
                .isEqualTo("{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}");
    }

    @Test
    void namesThePortAndTheSchemeItIsReachedBy() {
        var config = new EdgeConfig(TestingKey.KEYS, "http", true, true, Optional.of(TestingEdges.PRICES));
        try (var edge = TestingEdges.await(Edge.start(EdgeScripts.bundled(), config))) {
            var answer = edge.request(TestingEdges.request("GET /v2/ authorization= host=localhost:5000"));

            assertThat(((EdgeDecision.Answer) answer).headers())
                    .containsEntry(
                            "www-authenticate",
                            List.of("Bearer realm=\"http://localhost:5000/token\",service=\"localhost:5000\""));
        }
    }

    @Test
    void saysWhichMethodsAPathHas() {
        assertThat(answer("PATCH /v2/a/manifests/b").headers())
                .containsEntry("allow", List.of("GET, HEAD, PUT, DELETE"));
    }

    @Test
    void namesTheWaysOutWhereThereIsNoRelay() {
        var upload = Rows.UPLOAD + "?state=" + Rows.FRESH;
        var answer = (EdgeDecision.Answer)
                TestingEdges.plain().request(TestingEdges.request("PATCH " + upload + " transfer-encoding=chunked"));

        assertThat(answer.body())
                .contains("Docker 29", "slipway push", "slipway relay --registry https://registry.example.com");
    }

    @Test
    void tellsHandlersWhoAsked() {
        var header = forward("GET /v2/" + SMUGGLED).headers().getOrDefault("slipway-viewer", List.of());

        assertThat(header).hasSize(1);
        assertThat(HANDLERS.viewer(header.getFirst())).isEqualTo(new Viewer("https", TestingEdges.HOST, "203.0.113.7"));
    }

    @Test
    void tellsTheAddressOfAViewerOnThisLinkWithoutItsZone() {
        var headers = Map.of("host", List.of("[::1]:5000"), "authorization", List.of("Bearer token"));
        var request = new EdgeRequest("GET", "/v2/", "", headers, "fe80::1%eth0");
        var forward = (EdgeDecision.Forward) TestingEdges.relaying().request(request);

        var viewer = forward.headers().getOrDefault("slipway-viewer", List.of());
        assertThat(HANDLERS.viewer(viewer.getFirst()).address()).isEqualTo("fe80::1");
    }

    @Test
    void passesOtherHeadersToHandlersAndNoneOfItsOwnNames() {
        var headers = forward("GET /v2/" + SMUGGLED + " connection=close expect=100-continue")
                .headers();

        assertThat(headers)
                .containsKeys("host", "authorization", "cookie", "content-type", "accept-encoding")
                .doesNotContainKeys("slipway-repository", "slipway-content-length", "connection", "expect");
    }

    @Test
    void givesTheBucketNothingOfTheViewersButTheLength() {
        var closing = "PUT " + Rows.UPLOAD + "?state=" + Rows.FRESH + "&digest=" + Rows.DIGEST;
        var headers =
                forward(closing + " content-length=" + Rows.LARGE + SMUGGLED).headers();

        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "host", List.of(TestingEdges.HOST),
                        "content-length", List.of(Long.toString(Rows.LARGE)),
                        "content-type", List.of("application/octet-stream"),
                        "x-amz-checksum-sha256",
                                List.of(Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(Rows.HEX))),
                        "slipway-repository", List.of("team/app")));
    }

    @Test
    void asksTheBucketForRangesAndNothingElse() {
        var range = " range=bytes=5- if-range=\"tag\" if-none-match=\"tag\"";
        var headers = forward("GET " + Rows.DOWNLOAD + "?state=" + Rows.READ + SMUGGLED + range)
                .headers();

        assertThat(headers.keySet()).isEqualTo(Set.of("host", "range", "if-range", "if-none-match"));
    }

    @Test
    void passesARelayedRequestAsItCameButForItsOwnNames() {
        var patch = "PATCH " + Rows.UPLOAD + "?state=" + Rows.BEGUN + " transfer-encoding=chunked" + SMUGGLED;
        var headers = forward(patch).headers();

        assertThat(headers)
                .containsKeys("authorization", "transfer-encoding", "content-type")
                .doesNotContainKeys("slipway-viewer", "slipway-repository", "slipway-content-length");
    }

    @Test
    void agreesWithTheHandlersAboutCapabilities() {
        var id = new UploadId(Rows.ID);
        var upload = HANDLERS.uploadUrl(new RepositoryName("team/app"), id, 0);
        var download = HANDLERS.downloadUrl(Digest.parse(Rows.DIGEST), id);

        assertThat(forward("GET " + upload).origin()).isEqualTo(Origin.API);
        assertThat(forward("GET " + download).uri()).isEqualTo("/blobs/sha256/" + Rows.HEX + "/" + Rows.ID);

        var copied = new UploadId(Rows.COPY_ID);
        var ofCopied = HANDLERS.downloadUrl(Digest.parse(Rows.DIGEST), copied);
        assertThat(forward("GET " + ofCopied).uri())
                .isEqualTo("/" + ObjectKey.copied(copied))
                .isEqualTo("/" + ObjectKey.blob(Digest.parse(Rows.DIGEST), copied));
    }

    @Test
    void tellsTheWayBackWhatTheKeyOfACopiedBlobDoesNotSay() {
        var path = Rows.DOWNLOAD.replace(Rows.ID, Rows.COPY_ID) + "?state="
                + TestingKey.FIRST.download(Rows.GRANT, "sha256", Rows.HEX, Rows.COPY_ID, TestingKey.LATER);

        assertThat(forward("GET " + path + " slipway-digest=sha256:0" + SMUGGLED)
                        .headers())
                .containsEntry("slipway-digest", List.of(Rows.DIGEST));
        assertThat(forward("GET " + Rows.DOWNLOAD + "?state=" + Rows.READ + " slipway-digest=sha256:0")
                        .headers())
                .doesNotContainKey("slipway-digest");
    }

    private static EdgeDecision.Answer answer(String request) {
        return (EdgeDecision.Answer) TestingEdges.relaying().request(TestingEdges.request(request));
    }

    private static EdgeDecision.Forward forward(String request) {
        return (EdgeDecision.Forward) TestingEdges.relaying().request(TestingEdges.request(request));
    }
}
