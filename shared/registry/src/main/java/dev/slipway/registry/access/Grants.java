package dev.slipway.registry.access;

import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Works out what a caller is granted of what they ask for: never more, and each refusal with its reason. */
public final class Grants {

    private static final Set<Action> ALL = EnumSet.of(Action.PULL, Action.PUSH, Action.DELETE);

    private Grants() {}

    /** The repositories that scopes are about. */
    public static Set<RepositoryName> repositories(Collection<Scope> scopes) {
        var repositories = new LinkedHashSet<RepositoryName>();
        scopes.forEach(scope -> repository(scope).ifPresent(repositories::add));
        return repositories;
    }

    /**
     * What is granted to a caller of whom all was read that decides about {@link #repositories}.
     *
     * @param month whose budgets hold
     */
    public static Grant of(Caller caller, List<Scope> asked, YearMonth month) {
        var granted = new ArrayList<Scope>();
        var refused = new ArrayList<Grant.Refusal>();
        var reasons = EnumSet.noneOf(Verdict.Reason.class);
        for (var scope : asked) {
            var repository = repository(scope);
            if (repository.isPresent()) {
                granted(caller, scope, repository.get(), month, refused, reasons)
                        .ifPresent(granted::add);
            } else if (scope.concerns(Scope.CATALOG)) {
                if (caller.isAdministrator()) {
                    granted.add(Scope.CATALOG);
                    reasons.add(Verdict.Reason.ADMINISTRATOR);
                } else {
                    refused.add(new Grant.Refusal(Scope.CATALOG, Verdict.Reason.LOW_ROLE));
                }
            }
        }
        return new Grant(caller.subject(), caller.credential(), granted, refused, reasons, caller.readableOwners());
    }

    private static Optional<Scope> granted(
            Caller caller,
            Scope scope,
            RepositoryName repository,
            YearMonth month,
            List<Grant.Refusal> refused,
            Set<Verdict.Reason> reasons) {
        var allowed = EnumSet.noneOf(Action.class);
        var denied = new TreeMap<Why, Set<Action>>();
        for (var action : actions(scope)) {
            var verdict = caller.decide(repository, action);
            var why = verdict.allowed()
                    ? Overspending.refusal(caller, repository, action, month)
                            .map(detail -> new Why(Verdict.Reason.BUDGET_SPENT, detail))
                    : Optional.of(new Why(verdict.reason(), ""));
            if (why.isPresent()) {
                denied.computeIfAbsent(why.get(), ignored -> EnumSet.noneOf(Action.class))
                        .add(action);
            } else {
                allowed.add(action);
                reasons.add(verdict.reason());
            }
        }
        denied.forEach((why, actions) -> refused.add(
                new Grant.Refusal(new Scope(scope.type(), scope.name(), actions), why.reason(), why.detail())));
        return allowed.isEmpty() ? Optional.empty() : Optional.of(new Scope(scope.type(), scope.name(), allowed));
    }

    private record Why(Verdict.Reason reason, String detail) implements Comparable<Why> {

        @Override
        public int compareTo(Why other) {
            return Comparator.comparing(Why::reason).thenComparing(Why::detail).compare(this, other);
        }
    }

    private static Set<Action> actions(Scope scope) {
        return scope.actions().contains(Action.ANY) ? ALL : scope.actions();
    }

    private static Optional<RepositoryName> repository(Scope scope) {
        if (!scope.type().equals(Scope.REPOSITORY)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RepositoryName(scope.name()));
        } catch (RegistryException e) {
            return Optional.empty();
        }
    }
}
