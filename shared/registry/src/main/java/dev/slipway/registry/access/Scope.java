package dev.slipway.registry.access;

import dev.slipway.registry.name.RepositoryName;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some actions on one resource, written {@code repository:team/app:pull,push} (Docker token specification, "Token Scope
 * Documentation").
 *
 * @param type {@code repository} or {@code registry}; empty for {@link #SIGNED_IN}
 */
public record Scope(String type, String name, Set<Action> actions) {

    /** The type of what concerns a repository. */
    static final String REPOSITORY = "repository";

    /** Any token will do: a client finds out whether its sign-in works. */
    public static final Scope SIGNED_IN = new Scope("", "", Set.of());

    /** To list all repositories. */
    public static final Scope CATALOG = new Scope("registry", "catalog", Set.of(Action.ANY));

    public Scope {
        actions = Set.copyOf(actions);
    }

    public static Scope of(RepositoryName repository, Action first, Action... more) {
        return new Scope(REPOSITORY, repository.value(), EnumSet.of(first, more));
    }

    boolean concerns(Scope other) {
        return type.equals(other.type) && name.equals(other.name);
    }

    boolean isWrite() {
        return actions.stream().anyMatch(Action::isWrite);
    }

    @Override
    public String toString() {
        return type + ":" + name + ":"
                + actions.stream().sorted().map(Action::toString).collect(Collectors.joining(","));
    }
}
