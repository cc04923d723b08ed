package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.Fault.Moment;
import dev.slipway.registry.state.InjectedFailure;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Interrupts some work at each of its calls to the stores, before and after the call's effect. */
final class Interruption {

    private static final int MOST_CALLS = 500;

    private final Consumer<Registry> preparation;
    private final Consumer<Stores> invariants;

    /**
     * A kind of interruption.
     *
     * @param preparation what is there before
     * @param invariants what must hold after an interruption
     */
    Interruption(Consumer<Registry> preparation, Consumer<Stores> invariants) {
        this.preparation = preparation;
        this.invariants = invariants;
    }

    /** The process dies at each call in turn; then the whole work is done again and must come out right. */
    void ofTheProcess(Consumer<Run> work, Consumer<Registry> outcome) {
        everywhere(Fault::crash, work, outcome);
    }

    /** One call fails, each in turn, and the work goes on as far as it can; then all of it is done again. */
    void ofOneCall(Consumer<Run> work, Consumer<Registry> outcome) {
        everywhere(Fault::once, work, outcome);
    }

    /** What work is given: a registry, and the stores for what clients do by themselves. */
    record Run(Registry registry, Stores stores) {}

    private interface Kind {
        Fault at(int call, Moment moment);
    }

    private void everywhere(Kind kind, Consumer<Run> work, Consumer<Registry> outcome) {
        for (var moment : List.of(Moment.BEFORE, Moment.AFTER)) {
            var call = 1;
            while (interrupt(kind.at(call, moment), work, outcome)) {
                abandon(kind.at(call, moment), work);
                call++;
                assertThat(call).isLessThan(MOST_CALLS);
            }
            assertThat(call).as("calls that were interrupted").isGreaterThan(1);
        }
    }

    /** Whether the failure came to pass. */
    private boolean interrupt(Fault fault, Consumer<Run> work, Consumer<Registry> outcome) {
        try (var stores = new Stores()) {
            preparation.accept(stores.registry());
            try {
                work.accept(new Run(stores.registry(fault), stores));
            } catch (InjectedFailure expected) {
                assertThat(fault.struck()).isTrue();
            }
            invariants.accept(stores);
            work.accept(new Run(stores.registry(), stores));
            invariants.accept(stores);
            outcome.accept(stores.registry());
            stores.passAWeek();
            Invariants.nothingIsLeftOver(stores);
            outcome.accept(stores.registry());
            return fault.struck();
        }
    }

    /** Nobody does it again: what is left after a week is what was acknowledged. */
    private void abandon(Fault fault, Consumer<Run> work) {
        try (var stores = new Stores()) {
            preparation.accept(stores.registry());
            try {
                work.accept(new Run(stores.registry(fault), stores));
            } catch (InjectedFailure expected) {
                assertThat(fault.struck()).isTrue();
            }
            stores.passAWeek();
            invariants.accept(stores);
            Invariants.nothingIsLeftOver(stores);
        }
    }

    /** Does something again until it does not fail. */
    static <T> T again(Function<Integer, T> attempt) {
        for (var number = 0; ; number++) {
            try {
                return attempt.apply(number);
            } catch (InjectedFailure failure) {
                assertThat(number).isLessThan(3);
            }
        }
    }
}
