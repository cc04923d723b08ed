package dev.slipway.functions.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.ClaimedUpload;
import dev.slipway.lambda.Drill;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Content;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** template.yaml lets each function do what its handler needs, which all tests see to, and nothing else, which this one does. */
final class PermissionsTest {

    private static final byte[] LAYER = Content.bytes(5 << 20, 2);

    @Test
    void noFunctionMayDoWhatItsHandlerNeverDoes() {
        var drill = new Drill();
        ManifestCallsTest.calls().forEach(row -> drill.run(row, registry -> {}));
        var put = Events.read("put-manifest").withoutHeader("content-type");
        drill.undisturbed(registry -> {}, PutManifestHandler::new, put.body(ManifestCallsTest.many()));
        for (var layer : List.of(LAYER, new byte[] {1})) {
            var claimed = Content.sha256(layer);
            var image = put.body(Content.image(layer));
            for (var state : List.<Consumer<TestRegistry>>of(
                    registry -> ClaimedUpload.open(registry, LAYER, claimed),
                    registry -> ClaimedUpload.lost(registry, LAYER, claimed),
                    registry -> ClaimedUpload.copied(registry, LAYER, claimed))) {
                drill.undisturbed(state, PutManifestHandler::new, image);
            }
        }

        assertThat(drill.handlers()).hasSize(4);
        assertThat(drill.unused()).isEmpty();
    }
}
