package dev.slipway.functions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Drill;
import dev.slipway.lambda.Events;
import dev.slipway.registry.blob.Downloads;
import org.junit.jupiter.api.Test;

/** template.yaml lets each function do what its handler needs, which all tests see to, and nothing else, which this one does. */
final class PermissionsTest {

    @Test
    void noFunctionMayDoWhatItsHandlerNeverDoes() {
        var drill = new Drill();
        drill.run(registry -> {}, CheckVersionHandler::new, Events.read("check-version"));
        drill.run(registry -> {}, CheckVersionHandler::new, Events.read("head-version"));
        drill.run(registry -> {}, IssueTokenHandler::new, Events.read("issue-token"));
        drill.run(registry -> {}, IssueTokenHandler::new, Events.read("post-token"));
        drill.run(
                registry -> registry.stores().sending(Downloads.Choice.AUTO),
                IssueTokenHandler::new,
                Events.read("issue-token"));

        assertThat(drill.handlers()).hasSize(2);
        assertThat(drill.unused()).isEmpty();
    }
}
