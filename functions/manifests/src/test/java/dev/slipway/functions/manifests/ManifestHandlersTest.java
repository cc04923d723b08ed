package dev.slipway.functions.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.TestCopies;
import dev.slipway.registry.access.Access;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Calls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestHandlersTest {

    private static final byte[] BLOB = "hello, world\n".getBytes(StandardCharsets.UTF_8);
    private static final String MANIFEST = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":\
            "application/vnd.oci.image.config.v1+json","digest":"%s","size":13},"layers":[]}""".formatted(Content.sha256(BLOB));
    private static final Digest DIGEST = Content.sha256(MANIFEST.getBytes(StandardCharsets.UTF_8));

    private final TestRegistry registry = new TestRegistry();
    private final Events get = Events.read("get-manifest");
    private final Events put = Events.read("put-manifest");

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void anImageWhoseLayerIsBeingVerifiedIsPushedAgainLater() {
        var part = Content.bytes(5 << 20, 7);
        var copies = new TestCopies();
        var client = new Client(registry.stores().registry(new Calls(), Access.FOR_ALL, copies), "team/app");
        client.finish(client.relay(client.start(), List.of(part)), Content.sha256(part), new byte[0]);
        var image = put.withoutHeader("content-type").body(Content.image(part));
        registry.copying(copies);

        var early = registry.answer(PutManifestHandler::new, image);
        assertThat(early.error()).isEqualTo("503 UNAVAILABLE");
        assertThat(early.header("Retry-After")).isEqualTo("5");
        assertThat(registry.calls())
                .startsWith("Table.get, Table.get, Table.write 4, Table.query, Bucket.list, Table.get");
        copies.make(registry.stores().registry());
        assertThat(registry.answer(PutManifestHandler::new, image).status()).isEqualTo(201);
    }

    @Test
    void aManifestIsPushed() {
        registry.client().push(BLOB);

        var answer = registry.answer(PutManifestHandler::new, put);

        assertThat(answer.whole())
                .isEqualTo("201\ndocker-content-digest: " + DIGEST + "\nlocation: /v2/team/app/manifests/" + DIGEST
                        + "\n");
    }

    @Test
    void aManifestIsGivenTagsAndNamesItsSubject() {
        registry.client().push(BLOB);
        var manifest = Content.image(Content.subject(DIGEST), List.of(Content.sha256(BLOB)));

        var answer = registry.answer(
                PutManifestHandler::new,
                put.path("reference", Content.sha256(manifest).toString())
                        .more("tag=v1&tag=v1.2&tag=v1")
                        .body(manifest));

        assertThat(answer.whole())
                .isEqualTo("201\ndocker-content-digest: " + Content.sha256(manifest)
                        + "\nlocation: /v2/team/app/manifests/" + Content.sha256(manifest)
                        + "\noci-subject: " + DIGEST + "\noci-tag: v1, v1.2\n");
    }

    @Test
    void aManifestIsPulled() {
        push();

        var answer = registry.answer(GetManifestHandler::new, get);

        assertThat(answer.whole())
                .isEqualTo("200\ncontent-type: application/vnd.oci.image.manifest.v1+json\ndocker-content-digest: "
                        + DIGEST + "\n" + MANIFEST);
        assertThat(registry.answer(GetManifestHandler::new, get.path("reference", DIGEST.toString()))
                        .whole())
                .isEqualTo(answer.whole());
    }

    @Test
    void headAnswersWhatGetWould() {
        push();

        var answer = registry.answer(GetManifestHandler::new, Events.read("head-manifest"));

        assertThat(answer.whole())
                .isEqualTo("200\ncontent-type: application/vnd.oci.image.manifest.v1+json\ndocker-content-digest: "
                        + DIGEST + "\nslipway-content-length: " + MANIFEST.length() + "\n");
    }

    @Test
    void aManifestIsDeletedWithItsTags() {
        push();

        assertThat(registry.answer(DeleteManifestHandler::new, Events.read("delete-manifest"))
                        .whole())
                .isEqualTo("202\n");
        assertThat(registry.answer(GetManifestHandler::new, get).error()).isEqualTo("404 MANIFEST_UNKNOWN");
        assertThat(registry.answer(DeleteManifestHandler::new, Events.read("delete-manifest"))
                        .error())
                .isEqualTo("404 MANIFEST_UNKNOWN");
    }

    @Test
    void aTagIsDeletedAlone() {
        push();
        var delete = Events.read("delete-manifest").path("reference", "latest");

        assertThat(registry.answer(DeleteManifestHandler::new, delete).status()).isEqualTo(202);

        assertThat(registry.answer(DeleteManifestHandler::new, delete).error()).isEqualTo("404 MANIFEST_UNKNOWN");
        assertThat(registry.answer(GetManifestHandler::new, get.path("reference", DIGEST.toString()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void referrersAreListed() {
        registry.client().push(BLOB);
        var manifest = Content.image(
                "\"artifactType\":\"a/sbom+json\",\"annotations\":{\"k\":\"\\\"v\\\"\"}," + Content.subject(DIGEST),
                List.of(Content.sha256(BLOB)));
        registry.client().push("sbom", manifest);
        var list = Events.read("list-referrers");

        assertThat(registry.answer(ListReferrersHandler::new, list).whole())
                .isEqualTo("200\ncontent-type: application/vnd.oci.image.index.v1+json\n"
                        + "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                        + "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                        + Content.sha256(manifest) + "\",\"size\":" + manifest.length
                        + ",\"artifactType\":\"a/sbom+json\",\"annotations\":{\"k\":\"\\\"v\\\"\"}}]}");
        assertThat(registry.answer(ListReferrersHandler::new, list.more("artifactType=a%2Fother"))
                        .whole())
                .isEqualTo(
                        "200\ncontent-type: application/vnd.oci.image.index.v1+json\n"
                                + "oci-filters-applied: artifactType\n"
                                + "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[]}");
    }

    @Test
    void aFullPageOfReferrersLinksToTheNext() {
        registry.client().push(BLOB);
        for (var i = 0; i < 101; i++) {
            registry.client()
                    .push(
                            "t" + i,
                            Content.image(
                                    "\"artifactType\":\"a/b+c\",\"annotations\":{\"i\":\"" + i + "\"},"
                                            + Content.subject(DIGEST),
                                    List.of(Content.sha256(BLOB))));
        }
        var list = Events.read("list-referrers").more("artifactType=a%2Fb%2Bc");

        var first = registry.answer(ListReferrersHandler::new, list);

        assertThat(first.header("link"))
                .matches("</v2/team/app/referrers/" + DIGEST
                        + "\\?artifactType=a%2Fb%2Bc&last=sha256:[0-9a-f]{64}>; rel=\"next\"");
        var query = first.header("link").replaceAll(".*\\?(.*)>.*", "repository=team/app&$1");
        var second = registry.answer(ListReferrersHandler::new, list.query(query));
        assertThat(second.text().split("\"digest\"", -1)).hasSize(2);
        assertThat(second.header("link")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "latest, repository=Team, 400 NAME_INVALID",
        "latest, repository=other/app, 401 UNAUTHORIZED",
        "-latest, repository=team/app, 400 MANIFEST_INVALID",
        "sha256:12, repository=team/app, 400 DIGEST_INVALID",
        "md5:12, repository=team/app, 400 DIGEST_INVALID",
        "none, repository=team/app, 404 MANIFEST_UNKNOWN",
        "'', repository=team/app, 400 MANIFEST_INVALID"
    })
    void badPullsAreRefused(String reference, String query, String error) {
        var event = get.path("reference", reference).query(query);

        assertThat(registry.answer(GetManifestHandler::new, event).error()).isEqualTo(error);
        var deletion = registry.answer(
                DeleteManifestHandler::new,
                Events.read("delete-manifest").path("reference", reference).query(query));
        assertThat(deletion.error()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"schemaVersion\":2}", "\u0000"})
    void whatIsNoManifestIsRefused(String body) {
        assertThat(registry.answer(PutManifestHandler::new, put.body(body.getBytes(StandardCharsets.UTF_8)))
                        .error())
                .isEqualTo("400 MANIFEST_INVALID");
    }

    @Test
    void badPushesAreRefused() {
        assertThat(registry.answer(PutManifestHandler::new, put).error()).isEqualTo("404 MANIFEST_BLOB_UNKNOWN");
        registry.client().push(BLOB);
        assertThat(registry.answer(
                                PutManifestHandler::new,
                                put.path("reference", Content.sha256(BLOB).toString()))
                        .error())
                .isEqualTo("400 DIGEST_INVALID");
        assertThat(registry.answer(PutManifestHandler::new, put.header("content-type", "application/json"))
                        .error())
                .isEqualTo("400 MANIFEST_INVALID");
        assertThat(registry.answer(
                                PutManifestHandler::new,
                                put.header("content-type", "application/vnd.oci.image.manifest.v1+json; charset=utf-8"))
                        .status())
                .isEqualTo(201);
        assertThat(registry.answer(PutManifestHandler::new, put.withoutHeader("content-type"))
                        .status())
                .isEqualTo(201);
        assertThat(registry.answer(PutManifestHandler::new, put.more("tag=")).error())
                .isEqualTo("400 MANIFEST_INVALID");
        assertThat(registry.answer(
                                PutManifestHandler::new,
                                put.more("tag=0&tag=1&tag=2&tag=3&tag=4&tag=5&tag=6&tag=7&tag=8&tag=9&tag=10"))
                        .error())
                .isEqualTo("414 MANIFEST_INVALID");
        assertThat(registry.answer(PutManifestHandler::new, put.body(new byte[(4 << 20) + 1]))
                        .error())
                .isEqualTo("413 MANIFEST_INVALID");
        assertThat(registry.answer(PutManifestHandler::new, put.withoutHeader("authorization"))
                        .header("www-authenticate"))
                .endsWith(",scope=\"repository:team/app:pull,push\"");
    }

    @Test
    void badListingsOfReferrersAreRefused() {
        var list = Events.read("list-referrers");

        assertThat(registry.answer(ListReferrersHandler::new, list.path("digest", "latest"))
                        .error())
                .isEqualTo("400 DIGEST_INVALID");
        assertThat(registry.answer(ListReferrersHandler::new, list.more("last=x"))
                        .error())
                .isEqualTo("400 DIGEST_INVALID");
        assertThat(registry.answer(ListReferrersHandler::new, list.withoutHeader("authorization"))
                        .error())
                .isEqualTo("401 UNAUTHORIZED");
    }

    private void push() {
        registry.client().push(BLOB);
        registry.client().push("latest", MANIFEST.getBytes(StandardCharsets.UTF_8));
    }
}
