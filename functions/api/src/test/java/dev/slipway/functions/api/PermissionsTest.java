package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Drill;
import java.util.List;
import org.junit.jupiter.api.Test;

/** template.yaml lets each function do what its handler needs, which all tests see to, and nothing else, which this one does. */
final class PermissionsTest {

    @Test
    void noFunctionMayDoWhatItsHandlerNeverDoes() {
        var drill = new Drill();
        for (var event : Api.events()) {
            for (var who : List.of("alice", "admin", "rita", "wrong", "anonymous")) {
                try (var api = new Api(drill.registry())) {
                    api.ask(event, who);
                }
            }
        }

        try (var api = new Api(drill.registry())) {
            api.ask("remove-budget", "admin");
            api.ask("set-budget", "admin");
            api.ask("remove-member", "alice", same -> same.path("user", "rita"));
            api.ask(
                    "create-access-token",
                    "admin",
                    "{\"user\":\"bob\",\"name\":\"ci\",\"scopes\":[\"read:packages\"]}");
        }

        assertThat(drill.handlers()).hasSameSizeAs(Api.events());
        assertThat(drill.unused()).isEmpty();
    }
}
