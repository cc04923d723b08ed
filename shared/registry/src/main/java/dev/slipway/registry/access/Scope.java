package dev.slipway.registry.access;

import dev.slipway.registry.name.RepositoryName;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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

    /** Reads scopes, of which several may stand in one text with spaces between; those of one resource become one. */
    public static List<Scope> parseAll(Collection<String> texts) {
        var scopes = new LinkedHashMap<String, Scope>();
        texts.stream()
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .flatMap(text -> parse(text).stream())
                .forEach(scope -> scopes.merge(scope.type() + ":" + scope.name(), scope, Scope::and));
        return List.copyOf(scopes.values());
    }

    /** Reads a scope; empty for what is none, which then grants nothing. A host's port in the name keeps its colon. */
    private static Optional<Scope> parse(String text) {
        var first = text.indexOf(':');
        var last = text.lastIndexOf(':');
        if (first < 0 || first == last) {
            return Optional.empty();
        }
        var actions = Arrays.stream(text.substring(last + 1).split(","))
                .flatMap(action -> Action.find(action).stream())
                .collect(Collectors.toSet());
        return Optional.of(new Scope(text.substring(0, first), text.substring(first + 1, last), actions));
    }

    private Scope and(Scope other) {
        var all = new HashSet<>(actions);
        all.addAll(other.actions);
        return new Scope(type, name, all);
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
