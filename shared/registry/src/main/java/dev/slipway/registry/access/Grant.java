package dev.slipway.registry.access;

import java.util.List;

/**
 * What a token allows.
 *
 * @param subject who it was issued to
 * @param scopes what they may do
 */
public record Grant(String subject, List<Scope> scopes) {

    public Grant {
        scopes = List.copyOf(scopes);
    }

    /** Whether everything that the scope asks for is granted. */
    public boolean allows(Scope needed) {
        return needed.type().isEmpty()
                || scopes.stream()
                        .anyMatch(scope -> scope.type().equals(needed.type())
                                && scope.name().equals(needed.name())
                                && scope.actions().containsAll(needed.actions()));
    }
}
