package dev.slipway.functions.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Drill;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Content;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** template.yaml lets each function do what its handler needs, which all tests see to, and nothing else, which this one does. */
final class PermissionsTest {

    @Test
    void noFunctionMayDoWhatItsHandlerNeverDoes() {
        var drill = new Drill();
        for (var before : List.<Consumer<TestRegistry>>of(registry -> {}, PermissionsTest::push)) {
            drill.run(before, ListTagsHandler::new, Events.read("list-tags"));
            drill.run(before, ListRepositoriesHandler::new, Events.read("list-repositories"));
        }

        assertThat(drill.handlers()).hasSize(2);
        assertThat(drill.unused()).isEmpty();
    }

    private static void push(TestRegistry registry) {
        var config = Content.bytes(2, 1);
        registry.client().push(config);
        registry.client().push("b", Content.image(config), "a");
    }
}
