package dev.slipway.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Errors;
import dev.slipway.registry.Invariants;
import dev.slipway.registry.SlowStores;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered when, while the bucket takes seconds or minutes to copy what was relayed. */
final class SlowCopyTest {

    private static final byte[] CONTENT = Content.bytes(1000, 1);
    private static final Digest DIGEST = Content.sha256(CONTENT);
    private static final byte[] IMAGE = Content.image(CONTENT);

    /**
     * A relay asks once, then the client closes the upload, looks, pulls and pushes the manifest, each as soon as the last
     * was answered. Behind each answer are the seconds that it took.
     */
    @ParameterizedTest
    @CsvSource({
        "0,   done 0,       201 0,  200 0, 200 0,  201 0",
        "5,   done 5,       201 0,  200 0, 200 0,  201 0",
        "19,  done 19,      201 0,  200 0, 200 0,  201 0",
        "25,  under way 20, 201 5,  200 0, 200 0,  201 0",
        "39,  under way 20, 201 19, 200 0, 200 0,  201 0",
        "50,  under way 20, 201 20, 200 0, 200 10, 201 0",
        "70,  under way 20, 201 20, 200 0, 503 20, 201 10",
        "120, under way 20, 201 20, 200 0, 503 20, 503 20",
        "900, under way 20, 201 20, 200 0, 503 20, 503 20"
    })
    void theRightBytes(long takes, String ask, String put, String head, String get, String manifest) throws Exception {
        try (var slow = new SlowStores(Duration.ofSeconds(takes))) {
            var client = new Client(slow.registry(), "team/app");
            var session = WholeUpload.open(slow.stores(), client.repository(), CONTENT);

            assertThat(timed(slow, () -> ask(slow, session))).isEqualTo(ask);
            assertThat(timed(slow, () -> put(client, session, DIGEST))).isEqualTo(put);
            assertThat(timed(slow, () -> head(slow, client))).isEqualTo(head);
            assertThat(timed(slow, () -> get(slow, client))).isEqualTo(get);
            assertThat(timed(slow, () -> manifest(client))).isEqualTo(manifest);
            Invariants.hold(slow.stores());

            slow.pass(Duration.ofMinutes(15));
            assertThat(timed(slow, () -> put(client, session, DIGEST))).isEqualTo("201 0");
            assertThat(timed(slow, () -> get(slow, client))).isEqualTo("200 0");
            assertThat(timed(slow, () -> manifest(client))).isEqualTo("201 0");
            assertThat(client.pull(DIGEST)).isEqualTo(CONTENT);
            slow.stores().passAWeek();
            Invariants.hold(slow.stores());
            Invariants.nothingIsLeftOver(slow.stores());
        }
    }

    /** The same, but the client names a digest that is not its bytes'. */
    @ParameterizedTest
    @CsvSource({
        "0,   400 DIGEST_INVALID 0,  404 BLOB_UNKNOWN 0, 404 BLOB_UNKNOWN 0,  404 MANIFEST_BLOB_UNKNOWN 0",
        "15,  400 DIGEST_INVALID 15, 404 BLOB_UNKNOWN 0, 404 BLOB_UNKNOWN 0,  404 MANIFEST_BLOB_UNKNOWN 0",
        "30,  201 20,                200 0,              404 BLOB_UNKNOWN 10, 404 MANIFEST_BLOB_UNKNOWN 0",
        "50,  201 20,                200 0,              503 20,              404 MANIFEST_BLOB_UNKNOWN 10",
        "120, 201 20,                200 0,              503 20,              503 20"
    })
    void theWrongBytes(long takes, String put, String head, String get, String manifest) throws Exception {
        try (var slow = new SlowStores(Duration.ofSeconds(takes))) {
            var client = new Client(slow.registry(), "team/app");
            var session = WholeUpload.open(slow.stores(), client.repository(), Content.bytes(1000, 2));

            assertThat(timed(slow, () -> put(client, session, DIGEST))).isEqualTo(put);
            assertThat(timed(slow, () -> head(slow, client))).isEqualTo(head);
            assertThat(timed(slow, () -> get(slow, client))).isEqualTo(get);
            assertThat(timed(slow, () -> manifest(client))).isEqualTo(manifest);
            Invariants.hold(slow.stores());

            slow.pass(Duration.ofMinutes(15));
            assertThat(slow.stores().bucket().list("")).isEmpty();
            assertThat(timed(slow, () -> put(client, session, DIGEST))).isEqualTo("400 DIGEST_INVALID 0");
            assertThat(timed(slow, () -> head(slow, client))).isEqualTo("404 BLOB_UNKNOWN 0");
            assertThat(timed(slow, () -> ask(slow, session))).isEqualTo("400 DIGEST_INVALID 0");
            Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> client.append(session, CONTENT));
            slow.stores().passAWeek();
            Invariants.nothingIsLeftOver(slow.stores());
            assertThat(slow.stores().table().items()).isEmpty();
        }
    }

    /** The digest may be named before the copy is there or after; the bucket has no hash of this kind. */
    @ParameterizedTest
    @ValueSource(longs = {5, 30})
    void aDigestOfTheOtherKind(long takes) throws Exception {
        var digest = Digest.of(Algorithm.SHA512, CONTENT);
        try (var slow = new SlowStores(Duration.ofSeconds(takes))) {
            var client = new Client(slow.registry(), "team/app");
            var session = WholeUpload.open(slow.stores(), client.repository(), CONTENT);
            ask(slow, session);

            assertThat(put(client, session, digest)).isEqualTo("201");
            slow.pass(Duration.ofMinutes(1));
            assertThat(client.pull(digest)).isEqualTo(CONTENT);

            var wrong = WholeUpload.open(slow.stores(), client.repository(), new byte[] {1});
            ask(slow, wrong);
            put(client, wrong, digest);
            slow.pass(Duration.ofMinutes(1));
            assertThat(put(client, wrong, digest)).isEqualTo("400 DIGEST_INVALID");
            assertThat(client.pull(digest)).isEqualTo(CONTENT);
            slow.stores().passAWeek();
            Invariants.nothingIsLeftOver(slow.stores());
        }
    }

    /** Whoever was to make the copy never heard of it, or died over it. */
    @Test
    void aCopyThatNobodyMakesIsAskedForAgain() throws Exception {
        try (var slow = new SlowStores(Duration.ofDays(9))) {
            var client = new Client(slow.registry(), "team/app");
            var session = WholeUpload.open(slow.stores(), client.repository(), CONTENT);
            assertThat(put(client, session, DIGEST)).isEqualTo("201");
            assertThat(slow.copies().asked()).isOne();
            slow.copies().lose();

            assertThat(get(slow, client)).isEqualTo("503");
            assertThat(slow.copies().asked()).isZero();
            slow.stores().pass(Duration.ofMinutes(1));
            assertThat(timed(slow, () -> get(slow, client))).isEqualTo("503 20");
            assertThat(slow.copies().asked()).isOne();
            slow.copies().lose();
            slow.stores().pass(Duration.ofMinutes(1));
            assertThat(manifest(client)).isEqualTo("503");
            assertThat(slow.copies().asked()).isOne();

            slow.copies().make(slow.registry());
            assertThat(manifest(client)).isEqualTo("201");
            assertThat(client.pull(DIGEST)).isEqualTo(CONTENT);
        }
    }

    /** Handlers have seen all its bytes, so wrong ones are refused at once and end nothing; but the bucket has much to copy. */
    @Test
    void aLargeUploadThroughHandlers() throws Exception {
        try (var slow = new SlowStores(Duration.ofSeconds(50))) {
            var client = new Client(slow.registry(), "team/app");
            var chunks = Collections.nCopies(7, Content.bytes(5 << 20, 1));
            var session = client.append(client.start(), chunks);
            var last = Content.bytes(10, 2);
            var whole = Client.join(List.of(Client.join(chunks), last));

            Errors.refused(ErrorCode.DIGEST_INVALID, () -> client.finish(session, DIGEST, last));
            assertThat(timed(slow, () -> client.finish(session, Content.sha256(whole), last)))
                    .endsWith(" 20");
            assertThat(timed(slow, () -> client.finish(session, Content.sha256(whole), last)))
                    .endsWith(" 20");
            slow.pass(Duration.ofSeconds(10));
            assertThat(client.pull(Content.sha256(whole))).isEqualTo(whole);
            assertThat(client.finish(session, Content.sha256(whole), last)).isEqualTo(Content.sha256(whole));
            assertThat(slow.stores().bucket().list("")).hasSize(1);
        }
    }

    /** What nobody ever asks about again is not a blob for ever. */
    @Test
    void aBlobThatIsNeverVerifiedIsForgotten() throws Exception {
        try (var slow = new SlowStores(Duration.ofDays(9))) {
            var client = new Client(slow.registry(), "team/app");
            var session = WholeUpload.open(slow.stores(), client.repository(), CONTENT);
            assertThat(put(client, session, DIGEST)).isEqualTo("201");
            slow.copies().lose();

            slow.stores().pass(Progress.LIFE.minusSeconds(1));
            assertThat(head(slow, client)).isEqualTo("200");
            slow.stores().pass(Duration.ofSeconds(1));
            assertThat(head(slow, client)).isEqualTo("404 BLOB_UNKNOWN");
            assertThat(get(slow, client)).isEqualTo("404 BLOB_UNKNOWN");
            assertThat(client.push(CONTENT)).isEqualTo(DIGEST);
            assertThat(client.pull(DIGEST)).isEqualTo(CONTENT);
        }
    }

    private static String ask(SlowStores slow, Session session) {
        return answer(() -> slow.registry().verification().ask(session.repository(), session.id(), session.offset())
                ? "done"
                : "under way");
    }

    private static String put(Client client, Session session, Digest digest) {
        return answer(() -> {
            client.finish(session, digest, new byte[0]);
            return "201";
        });
    }

    private static String head(SlowStores slow, Client client) {
        return answer(() -> {
            assertThat(slow.registry().blobs().size(client.repository(), DIGEST))
                    .isEqualTo(CONTENT.length);
            return "200";
        });
    }

    private static String get(SlowStores slow, Client client) {
        return answer(() -> {
            assertThat(slow.registry().blobs().pull(client.repository(), DIGEST).size())
                    .isEqualTo(CONTENT.length);
            return "200";
        });
    }

    private static String manifest(Client client) {
        return answer(() -> {
            client.push("latest", IMAGE);
            return "201";
        });
    }

    private static String answer(Callable<String> request) {
        try {
            return request.call();
        } catch (RegistryException refused) {
            if (refused.status() == 503) {
                assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(refused.headers()).containsEntry("Retry-After", "5");
                return "503";
            }
            return refused.status() + " " + refused.code();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String timed(SlowStores slow, Callable<?> request) throws Exception {
        var before = slow.stores().now();
        var answer = request.call();
        return answer + " " + Duration.between(before, slow.stores().now()).toSeconds();
    }
}
