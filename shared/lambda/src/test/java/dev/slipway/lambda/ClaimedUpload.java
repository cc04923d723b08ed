package dev.slipway.lambda;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.TestCopies;
import dev.slipway.registry.access.Access;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Calls;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.InjectedFailure;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The upload of all events, relayed and closed, in the states that last until somebody has verified its bytes. */
public final class ClaimedUpload {

    /** A copy takes this many calls until the bytes are copied, and then the verdict comes. */
    private static final int CALLS_OF_COPYING = 5;

    private ClaimedUpload() {}

    /** The closing request has come, and was answered; the copy that it asked for is not made. */
    public static void open(TestRegistry registry, byte[] part, Digest claimed) {
        var stores = registry.openUpload().stores();
        var client =
                new Client(stores.registry(new Calls(), Access.FOR_ALL, new TestCopies()), TestRegistry.APP.value());
        var session = client.relay(new Session(TestRegistry.APP, TestRegistry.UPLOAD, 0), List.of(part));
        client.finish(session, claimed, new byte[0]);
    }

    /** The same some minutes later: whoever was asked for the copy never heard of it. */
    public static void lost(TestRegistry registry, byte[] part, Digest claimed) {
        open(registry, part, claimed);
        registry.stores().pass(Duration.ofMinutes(5));
    }

    /** The closing request has come, and the copy is made and noted; whoever made it died before the verdict. */
    public static void copied(TestRegistry registry, byte[] part, Digest claimed) {
        open(registry, part, claimed);
        var copying = registry.stores()
                .registry(Fault.crash(CALLS_OF_COPYING + 1, Fault.Moment.BEFORE))
                .copying();
        assertThatExceptionOfType(InjectedFailure.class)
                .isThrownBy(() -> copying.copy(TestRegistry.APP, TestRegistry.UPLOAD));
        var sha256 = new Value.Text(Content.sha256(part).toString());
        var noted = new Write.Update(
                Keys.upload(TestRegistry.APP, TestRegistry.UPLOAD),
                Map.of("copied", sha256),
                Map.of(),
                Condition.EXISTS);
        registry.stores().table().write(List.of(noted));
    }
}
