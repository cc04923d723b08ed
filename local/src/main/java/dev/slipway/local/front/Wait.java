package dev.slipway.local.front;

import dev.slipway.local.gateway.Deadlines.Pending;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The time between a request's last byte and its answer, of which there may be too much. An answer before that byte is none too late. */
final class Wait {

    private final Supplier<Pending<Answer>> clock;
    private Optional<Pending<Answer>> pending = Optional.empty();
    private boolean answered;

    Wait(Supplier<Pending<Answer>> clock) {
        this.clock = clock;
    }

    /** The request has come to its end. */
    synchronized void begin() {
        if (pending.isEmpty() && !answered) {
            pending = Optional.of(clock.get());
        }
    }

    void answer(Answer answer, Consumer<Answer> reply) {
        started().ifPresentOrElse(due -> due.accept(answer), () -> reply.accept(answer));
    }

    private synchronized Optional<Pending<Answer>> started() {
        answered = true;
        return pending;
    }
}
