package dev.slipway.functions.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.access.Grant;
import dev.slipway.registry.access.Scope;
import dev.slipway.registry.access.Tokens;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.Way;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.network.Block;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BlobHandlersTest {

    private static final byte[] BLOB = "hello, world\n".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Content.sha256(BLOB);

    private final TestRegistry registry = new TestRegistry();
    private final Events get = Events.read("get-blob");
    private final Events delete = Events.read("delete-blob");
    private final Events start = Events.read("start-upload");

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void getSaysWhereTheBytesAre() {
        registry.client().push(BLOB);

        var answer = registry.answer(GetBlobHandler::new, get);

        assertThat(answer.whole())
                .matches("307\ndocker-content-digest: " + DIGEST
                        + "\nlocation: https://registry\\.example\\.com/download/[0-9a-f]{32}/sha256/" + DIGEST.hex()
                        + "/[0-9a-f-]{36}\\?state=test\\.1795521900\\.[0-9a-f]{64}\n");
    }

    /** The event's viewer is at 192.0.2.10. */
    @ParameterizedTest
    @CsvSource({
        "AUTO, 192.0.2.0/24,    s3-region",
        "AUTO, 192.0.2.10/32,   s3-region",
        "AUTO, 198.51.100.0/24, edge",
        "AUTO, '',              edge",
        "EDGE, 192.0.2.0/24,    edge",
        "S3,   192.0.2.0/24,    s3-region",
        "S3,   198.51.100.0/24, s3",
        "S3,   '',              s3",
    })
    void whoIsInTheTokensNetworkIsSentToTheBucket(Downloads.Choice choice, String network, String way) {
        registry.client().push(BLOB);
        registry.stores().sending(choice);
        var app = Scope.of(TestRegistry.APP, Action.PULL);
        var near = Optional.of(network).filter(text -> !text.isEmpty()).map(Block::parse);
        var grant = new Grant("alice", "", List.of(app), List.of(), Set.of(), Set.of(), near);
        var token =
                registry.stores().tokens().issue(grant, "registry.example.com").token();

        var answer = registry.answer(GetBlobHandler::new, get.header("authorization", "Bearer " + token));

        var receipt = registry.stores().receipts().getLast();
        assertThat(receipt.way()).map(Way::toString).contains(way);
        assertThat(answer.header("location"))
                .startsWith(
                        way.equals("edge") ? "https://registry.example.com/download/" : "https://bucket.example/blobs/")
                .contains(receipt.transfer());
        assertThat(receipt.transfer()).matches("[0-9a-f]{32}");
        assertThat(registry.calls()).isEqualTo("Table.get");
    }

    @Test
    void headSaysHowManyThereAre() {
        registry.client().push(BLOB);

        assertThat(registry.answer(GetBlobHandler::new, Events.read("head-blob"))
                        .whole())
                .isEqualTo("200\naccept-ranges: bytes\ncontent-type: application/octet-stream\ndocker-content-digest: "
                        + DIGEST + "\nslipway-content-length: 13\n");
    }

    @Test
    void aDirectPutIsFound() {
        registry.openUpload().stores().putDirectly(TestRegistry.UPLOAD, BLOB);

        assertThat(registry.answer(GetBlobHandler::new, Events.read("head-blob"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBlobIsDeleted() {
        registry.client().push(BLOB);

        assertThat(registry.answer(DeleteBlobHandler::new, delete).whole()).isEqualTo("202\n");
        assertThat(registry.answer(DeleteBlobHandler::new, delete).error()).isEqualTo("404 BLOB_UNKNOWN");
        assertThat(registry.answer(GetBlobHandler::new, get).whole())
                .isEqualTo("404\ncontent-type: application/json\n{\"errors\":[{\"code\":\"BLOB_UNKNOWN\",\"message\":"
                        + "\"blob unknown to registry\",\"detail\":{\"digest\":\"" + DIGEST + "\"}}]}");
    }

    @Test
    void anUploadIsStarted() {
        var answer = registry.answer(StartUploadHandler::new, start);

        assertThat(answer.whole())
                .matches("202\ndocker-upload-uuid: ([0-9a-f-]{36})\n"
                        + "location: /v2/team/app/blobs/uploads/\\1\\?state=test\\.0\\.1795608000\\.[0-9a-f]{64}\n"
                        + "range: 0-0\n");
        assertThat(registry.answer(StartUploadHandler::new, start.more("digest-algorithm=sha512"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aWholeBlobIsTakenAtOnce() {
        var answer = registry.answer(
                StartUploadHandler::new, start.more("digest=" + DIGEST).body(BLOB));

        assertThat(answer.whole())
                .isEqualTo("201\ndocker-content-digest: " + DIGEST + "\nlocation: /v2/team/app/blobs/" + DIGEST + "\n");
        assertThat(registry.client().pull(DIGEST)).isEqualTo(BLOB);
    }

    @Test
    void aWholeBlobOfOtherBytesIsRefusedAndLeavesNothing() {
        var answer = registry.answer(
                StartUploadHandler::new, start.more("digest=" + DIGEST).body(new byte[13]));

        assertThat(answer.error()).isEqualTo("400 DIGEST_INVALID");
        assertThat(registry.stores().table().items())
                .as("all but the token")
                .singleElement()
                .satisfies(item -> assertThat(item.key().partition()).isEqualTo("t#" + Tokens.ID));
        assertThat(registry.stores().bucket().list("")).isEmpty();
    }

    @Test
    void aBlobIsMountedOrItsUploadStarted() {
        new Client(registry.stores().registry(), "team/other").push(BLOB);
        var mount = start.more("mount=" + DIGEST + "&from=team/other");

        // the token grants nothing on the other repository
        assertThat(registry.answer(StartUploadHandler::new, mount).status()).isEqualTo(202);
        assertThat(registry.answer(StartUploadHandler::new, start.more("mount=" + DIGEST))
                        .status())
                .isEqualTo(202);
        registry.client().push(BLOB);
        assertThat(registry.answer(StartUploadHandler::new, mount).whole())
                .isEqualTo("201\ndocker-content-digest: " + DIGEST + "\nlocation: /v2/team/app/blobs/" + DIGEST + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "repository=Team, 400 NAME_INVALID",
        "repository=other/app, 401 UNAUTHORIZED",
        "repository=team/app&digest=x, 400 DIGEST_INVALID",
        "repository=team/app&digest=md5:00, 400 DIGEST_INVALID",
        "repository=team/app&digest-algorithm=md5, 400 DIGEST_INVALID",
        "repository=team/app&mount=x, 400 DIGEST_INVALID",
        "repository=team/app&mount=sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855&from=A, 400 NAME_INVALID"
    })
    void badStartsAreRefused(String query, String error) {
        assertThat(registry.answer(StartUploadHandler::new, start.query(query)).error())
                .isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "sha256:1, repository=team/app, 400 DIGEST_INVALID",
        "latest, repository=team/app, 400 DIGEST_INVALID",
        "sha256:1, repository=team/, 400 NAME_INVALID",
        "sha256:1, repository=other/app, 401 UNAUTHORIZED"
    })
    void badPullsAndDeletionsAreRefused(String digest, String query, String error) {
        assertThat(registry.answer(
                                GetBlobHandler::new, get.path("digest", digest).query(query))
                        .error())
                .isEqualTo(error);
        assertThat(registry.answer(
                                DeleteBlobHandler::new,
                                delete.path("digest", digest).query(query))
                        .error())
                .isEqualTo(error);
    }
}
