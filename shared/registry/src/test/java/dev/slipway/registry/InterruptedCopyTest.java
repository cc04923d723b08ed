package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.Fault.Moment;
import dev.slipway.registry.state.InjectedFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A relayed upload of parts and a chunk is verified by somebody who is killed at each call in turn, or by requests that
 * are. Doing it again has it done, and if nobody does, a week later it is as if nothing had been pushed.
 */
final class InterruptedCopyTest {

    private static final byte[] PART = Content.bytes(5 << 20, 1);
    private static final byte[] CHUNK = Content.bytes(1000, 2);
    private static final byte[] ALL = Client.join(List.of(PART, CHUNK));
    private static final Digest DIGEST = Content.sha256(ALL);
    private static final Digest OTHER_KIND = Digest.of(Algorithm.SHA512, ALL);
    private static final int MOST_CALLS = 40;

    /** What is known of the upload when the copy begins. */
    interface Preparation extends BiConsumer<SlowStores, Session> {}

    static Stream<Arguments> preparations() {
        Preparation asked = (slow, session) -> ask(slow.registry(), session);
        return Stream.of(
                Arguments.of("asked for by a relay", asked, DIGEST, true),
                Arguments.of("named by a client", closing(DIGEST), DIGEST, true),
                Arguments.of("named by a client in the other kind", closing(OTHER_KIND), OTHER_KIND, true),
                Arguments.of("there elsewhere", elsewhere(), DIGEST, true),
                Arguments.of("named wrongly", closing(Content.sha256(CHUNK)), Content.sha256(CHUNK), false),
                Arguments.of("named after it was copied", copied(), OTHER_KIND, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("preparations")
    void aCopyThatIsKilledIsMadeAgain(String name, Preparation preparation, Digest digest, boolean right) {
        everywhere(preparation, (slow, session) -> {
            slow.registry().copying().copy(session.repository(), session.id());
            verify(slow, session, digest, right);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("preparations")
    void aCopyThatIsKilledIsAskedForAgainByWhoeverNeedsIt(
            String name, Preparation preparation, Digest digest, boolean right) {
        everywhere(preparation, (slow, session) -> {
            slow.stores().pass(TestCopies.LONGEST);
            var client = new Client(slow.stores().registry(), "team/app");
            try {
                client.pull(digest);
            } catch (RegistryException unknown) {
                assertThat(unknown.code()).isEqualTo(ErrorCode.BLOB_UNKNOWN);
            }
            verify(slow, session, digest, right);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("preparations")
    void aCopyThatIsKilledIsForgotten(String name, Preparation preparation, Digest digest, boolean right) {
        everywhere(preparation, (slow, session) -> {});
    }

    private static void everywhere(Preparation preparation, BiConsumer<SlowStores, Session> afterwards) {
        for (var moment : Moment.values()) {
            var call = 0;
            while (isKilled(Fault.crash(++call, moment), preparation, afterwards)) {
                assertThat(call).isLessThan(MOST_CALLS);
            }
            assertThat(call).isGreaterThan(3);
        }
    }

    private static boolean isKilled(Fault fault, Preparation preparation, BiConsumer<SlowStores, Session> afterwards) {
        try (var slow = new SlowStores(Duration.ofDays(9))) {
            var client = new Client(slow.registry(), "team/app");
            var session = client.append(client.relay(client.start(), List.of(PART)), CHUNK);
            preparation.accept(slow, session);
            slow.copies().lose();
            try {
                slow.registry(fault).copying().copy(session.repository(), session.id());
            } catch (InjectedFailure expected) {
                assertThat(fault.struck()).isTrue();
            }
            Invariants.holdAfterDeleting(slow.stores());
            afterwards.accept(slow, session);
            slow.stores().passAWeek();
            Invariants.holdAfterDeleting(slow.stores());
            Invariants.nothingIsLeftOver(slow.stores());
            return fault.struck();
        }
    }

    private static void verify(SlowStores slow, Session session, Digest digest, boolean right) {
        var client = new Client(slow.stores().registry(), "team/app");
        if (right) {
            client.finish(session, digest, new byte[0]);
            assertThat(client.pull(digest)).isEqualTo(ALL);
        } else {
            Errors.refused(ErrorCode.DIGEST_INVALID, () -> client.finish(session, digest, new byte[0]));
            Errors.refused(ErrorCode.BLOB_UNKNOWN, () -> client.pull(digest));
        }
        Invariants.hold(slow.stores());
    }

    private static Preparation closing(Digest digest) {
        return (slow, session) -> new Client(slow.registry(), "team/app").finish(session, digest, new byte[0]);
    }

    private static Preparation elsewhere() {
        return (slow, session) -> {
            new Client(slow.stores().registry(), "team/other").push(List.of(PART, CHUNK));
            closing(DIGEST).accept(slow, session);
        };
    }

    private static Preparation copied() {
        return (slow, session) -> {
            ask(slow.registry(), session);
            slow.copies().make(slow.registry());
            closing(OTHER_KIND).accept(slow, session);
        };
    }

    private static void ask(Registry registry, Session session) {
        try {
            registry.verification().ask(session.repository(), session.id(), session.offset());
        } catch (OutOfOrderException e) {
            throw new AssertionError(e);
        }
    }
}
