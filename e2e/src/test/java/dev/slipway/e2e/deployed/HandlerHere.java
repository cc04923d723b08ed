package dev.slipway.e2e.deployed;

import dev.slipway.lambda.Answer;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.TestCopies;
import java.util.Optional;

/** What a handler answers in this process, on a registry in memory that has the token and the open upload of all events. */
final class HandlerHere {

    private HandlerHere() {}

    /** The status, the code of an error, and which headers there are: what does not change with the time and with new names. */
    static String shape(Answer answer) {
        var what = answer.status() < 400 ? Integer.toString(answer.status()) : answer.error();
        return what + " " + answer.headers().keySet() + " "
                + Optional.ofNullable(answer.headers().get("content-type")).orElse("");
    }

    static Answer answer(String handler, String event) {
        try (var registry = new TestRegistry().copying(new TestCopies()).openUpload()) {
            return registry.answer(handler, Events.read(event));
        }
    }
}
