package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.blob.WholeUpload;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Between;
import dev.slipway.registry.state.MultipartUploads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request comes between any two calls of whoever copies and verifies an upload, and that comes between any two calls of a
 * request. Whatever happens, the right bytes become a blob, wrong ones do not, and nothing else is left after a week.
 */
final class CopyMeetsRequestTest {

    private static final byte[] CONTENT = Content.bytes(MultipartUploads.SMALLEST_PART, 1);
    private static final byte[] MORE = Content.bytes(10, 2);
    private static final byte[] ALL = Client.join(List.of(CONTENT, MORE));
    private static final Digest DIGEST = Content.sha256(CONTENT);
    private static final Digest WRONG = Content.sha256(MORE);
    private static final RepositoryName APP = new RepositoryName("team/app");
    private static final RepositoryName OTHER = new RepositoryName("team/other");
    private static final int MOST_CALLS = 60;

    /** What is done to an upload whose bytes are being copied. */
    interface Request {
        void make(Registry registry, Session session) throws OutOfOrderException;
    }

    /** What must have come of a request that succeeded; of one that was refused or never made, the blob comes. */
    interface Outcome {
        void verify(Client client, Session session);
    }

    enum State {
        /** A relay has asked for the copy. */
        ASKED,
        /** A client was told that the blob is there. */
        ANSWERED
    }

    static Stream<Arguments> meetings() {
        Outcome blob = CopyMeetsRequestTest::isABlob;
        return Stream.of(
                        of("the same copy", CopyMeetsRequestTest::copy, blob, blob),
                        of("a relay that asks", CopyMeetsRequestTest::ask, blob, blob),
                        of("the closing request", (registry, session) -> close(registry, session, DIGEST), blob, blob),
                        of(
                                "the closing request with the other kind of digest",
                                (registry, session) -> close(registry, session, Digest.of(Algorithm.SHA512, CONTENT)),
                                (client, session) -> {
                                    var digest = Digest.of(Algorithm.SHA512, CONTENT);
                                    assertThat(client.pull(digest)).isEqualTo(CONTENT);
                                },
                                blob),
                        of(
                                "a wrong closing request",
                                CopyMeetsRequestTest::closeWrongly,
                                CopyMeetsRequestTest::isRefused,
                                blob),
                        of("more bytes", CopyMeetsRequestTest::append, CopyMeetsRequestTest::hasMore, blob),
                        of(
                                "the closing request with more bytes",
                                (registry, session) ->
                                        new Client(registry, "team/app").finish(session, Content.sha256(ALL), MORE),
                                (client, session) -> assertThat(client.pull(Content.sha256(ALL)))
                                        .isEqualTo(ALL),
                                blob),
                        of(
                                "a relay that wants to put parts",
                                (registry, session) -> registry.relayedParts().urls(APP, session.id(), 2),
                                blob,
                                blob),
                        of(
                                "a client that gives up",
                                (registry, session) -> registry.uploads().cancel(APP, session.id()),
                                CopyMeetsRequestTest::isGone,
                                CopyMeetsRequestTest::isGone),
                        of(
                                "a deletion",
                                (registry, session) -> registry.blobs().delete(APP, DIGEST),
                                blob,
                                CopyMeetsRequestTest::isGone),
                        of(
                                "another push of the same",
                                (registry, session) -> new Client(registry, "team/app").push(CONTENT),
                                blob,
                                blob),
                        of(
                                "a push of the same elsewhere",
                                (registry, session) -> new Client(registry, "team/other").push(CONTENT),
                                blob,
                                blob),
                        of("a mount", CopyMeetsRequestTest::mount, blob, blob),
                        of("a sweep", (registry, session) -> registry.sweep().run(() -> true), blob, blob))
                .flatMap(CopyMeetsRequestTest::inBothStates);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("meetings")
    void aRequestComesBetween(State state, String name, Request request, Outcome outcome) {
        everywhere(state, (slow, session, number) -> {
            var done = new boolean[1];
            var meeting = Between.before(number, () -> done[0] = succeeds(slow.registry(), session, request));
            copy(slow.registry(meeting), session);
            settled(slow, session, done[0] ? outcome : CopyMeetsRequestTest::isABlob);
            return meeting.happened();
        });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("meetings")
    void theCopyComesBetween(State state, String name, Request request, Outcome outcome) {
        everywhere(state, (slow, session, number) -> {
            var meeting = Between.before(number, () -> copy(slow.registry(), session));
            var done = succeeds(slow.registry(meeting), session, request);
            settled(slow, session, done ? outcome : CopyMeetsRequestTest::isABlob);
            return meeting.happened();
        });
    }

    private interface Meeting {
        boolean happens(SlowStores slow, Session session, int number);
    }

    private static void everywhere(State state, Meeting meeting) {
        var number = 0;
        boolean happened;
        do {
            number++;
            try (var slow = new SlowStores(Duration.ofDays(9))) {
                var session = WholeUpload.open(slow.stores(), APP, CONTENT);
                if (state == State.ASKED) {
                    ask(slow.registry(), session);
                } else {
                    close(slow.registry(), session, DIGEST);
                }
                slow.copies().lose();
                happened = meeting.happens(slow, session, number);
            }
            assertThat(number).isLessThan(MOST_CALLS);
        } while (happened);
        assertThat(number).isGreaterThan(1);
    }

    private static void settled(SlowStores slow, Session session, Outcome outcome) {
        Invariants.holdAfterDeleting(slow.stores());
        slow.copies().make(slow.registry());
        slow.stores().pass(TestCopies.LONGEST);
        var client = new Client(slow.stores().registry(), APP.value());
        outcome.verify(client, session);
        Invariants.holdAfterDeleting(slow.stores());
        slow.stores().passAWeek();
        Invariants.holdAfterDeleting(slow.stores());
        Invariants.nothingIsLeftOver(slow.stores());
        assertThat(slow.stores().bucket().openUploads()).isLessThanOrEqualTo(1); // a day's, by the bucket's own rule
    }

    private static boolean succeeds(Registry registry, Session session, Request request) {
        try {
            request.make(registry, session);
            return true;
        } catch (RegistryException | OutOfOrderException | AssertionError refused) {
            return false;
        }
    }

    private static void isABlob(Client client, Session session) {
        client.finish(session, DIGEST, new byte[0]);
        assertThat(client.pull(DIGEST)).isEqualTo(CONTENT);
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> client.append(session, MORE));
    }

    private static void hasMore(Client client, Session session) {
        client.finish(client.status(session), Content.sha256(ALL), new byte[0]);
        assertThat(client.pull(Content.sha256(ALL))).isEqualTo(ALL);
    }

    private static void isRefused(Client client, Session session) {
        Errors.refused(ErrorCode.BLOB_UNKNOWN, () -> client.pull(WRONG));
        Errors.refused(ErrorCode.DIGEST_INVALID, () -> client.finish(session, WRONG, new byte[0]));
    }

    private static void isGone(Client client, Session session) {
        Errors.refused(ErrorCode.BLOB_UNKNOWN, () -> client.pull(DIGEST));
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> client.append(session, MORE));
    }

    private static void copy(Registry registry, Session session) {
        registry.copying().copy(APP, session.id());
    }

    private static void ask(Registry registry, Session session) {
        try {
            registry.verification().ask(APP, session.id(), session.offset());
        } catch (OutOfOrderException e) {
            throw new AssertionError(e);
        }
    }

    private static void close(Registry registry, Session session, Digest digest) {
        new Client(registry, APP.value()).finish(session, digest, new byte[0]);
    }

    /** Refused or not yet: the upload is spoilt. */
    private static void closeWrongly(Registry registry, Session session) {
        try {
            close(registry, session, WRONG);
        } catch (RegistryException refused) {
            if (!refused.getMessage().equals(ErrorCode.DIGEST_INVALID.message())) {
                throw refused;
            }
        }
    }

    private static void append(Registry registry, Session session) throws OutOfOrderException {
        registry.uploads().append(APP, session.id(), Optional.empty(), MORE);
    }

    private static void mount(Registry registry, Session session) {
        new Client(registry, OTHER.value()).push(CONTENT);
        assertThat(registry.blobs().mount(APP, DIGEST, Optional.of(OTHER), name -> true))
                .isPresent();
    }

    private static Stream<Arguments> inBothStates(Arguments both) {
        var all = both.get();
        return Stream.of(
                Arguments.of(State.ASKED, all[0], all[1], all[2]),
                Arguments.of(State.ANSWERED, all[0], all[1], all[3]));
    }

    private static Arguments of(String name, Request request, Outcome asked, Outcome answered) {
        return Arguments.of(name, request, asked, answered);
    }
}
