package dev.slipway.registry.access;

import dev.slipway.registry.name.RepositoryName;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request needs: some actions on one resource, written {@code repository:team/app:pull,push} (Docker token
 * specification, "Token Scope Documentation").
 *
 * @param type {@code repository} or {@code registry}
 * @param actions none where any valid token will do
 */
public record Scope(String type, String name, Set<Action> actions) {

    /** Any token will do: a client finds out whether its sign-in works. */
    public static final Scope SIGNED_IN = new Scope("", "", Set.of());

    /** To list all repositories. */
    public static final Scope CATALOG = new Scope("registry", "catalog", Set.of());

    public static Scope of(RepositoryName repository, Action first, Action... more) {
        return new Scope("repository", repository.value(), EnumSet.of(first, more));
    }

    @Override
    public String toString() {
        return type + ":" + name + ":"
                + (actions.isEmpty()
                        ? "*"
                        : actions.stream().sorted().map(Action::toString).collect(Collectors.joining(",")));
    }
}
