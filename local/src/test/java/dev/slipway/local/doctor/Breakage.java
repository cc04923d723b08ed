package dev.slipway.local.doctor;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What goes wrong between a client and a registry.
 *
 * @param asked makes another request of one
 * @param instead answers one that the registry then never sees
 * @param answered makes another answer of one
 * @param most so many bytes of a request pass, then the connection breaks
 */
record Breakage(
        UnaryOperator<Asked> asked,
        Function<Asked, Optional<Reply>> instead,
        BiFunction<Asked, Reply, Reply> answered,
        long most) {

    static final Breakage NONE =
            new Breakage(asked -> asked, asked -> Optional.empty(), (asked, reply) -> reply, Long.MAX_VALUE);

    static Breakage asks(UnaryOperator<Asked> change) {
        return new Breakage(change, NONE.instead, NONE.answered, NONE.most);
    }

    static Breakage instead(Function<Asked, Optional<Reply>> answer) {
        return new Breakage(NONE.asked, answer, NONE.answered, NONE.most);
    }

    static Breakage answers(BiFunction<Asked, Reply, Reply> change) {
        return new Breakage(NONE.asked, NONE.instead, change, NONE.most);
    }

    static Breakage cuts(long most) {
        return new Breakage(NONE.asked, NONE.instead, NONE.answered, most);
    }

    /** Both; the answer passes the other one first, which is nearer to the registry. */
    Breakage before(Breakage other) {
        return new Breakage(
                one -> other.asked.apply(asked.apply(one)),
                one -> instead.apply(one).or(() -> other.instead.apply(one)),
                (one, reply) -> answered.apply(one, other.answered.apply(one, reply)),
                Math.min(most, other.most));
    }
}
