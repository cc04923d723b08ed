package dev.slipway.functions.token;

import dev.slipway.registry.access.IdTokens;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes what verifies ID tokens only when the first one comes: until then none of its classes is loaded, so that whoever signs in
 * with a password does not wait for them.
 */
public final class IdTokensOnDemand implements IdTokens {

    private final Supplier<IdTokens> maker;
    private Optional<IdTokens> made = Optional.empty();

    /**
     * Calls nothing yet.
     *
     * @param maker a lambda expression that names the class: a method reference, or an instance, would load it
     */
    public IdTokensOnDemand(Supplier<IdTokens> maker) {
        this.maker = maker;
    }

    @Override
    public Optional<Claims> verify(String token) {
        return tokens().verify(token);
    }

    private synchronized IdTokens tokens() {
        var tokens = made.orElseGet(maker);
        made = Optional.of(tokens);
        return tokens;
    }
}
