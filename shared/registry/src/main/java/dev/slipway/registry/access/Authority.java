package dev.slipway.registry.access;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.Role;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.owner.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller has to show for the packages of one owner.
 *
 * @param role with the owner, if any
 * @param scopes what the caller's credential is for
 * @param packages what the credential is limited to; empty for nothing
 * @param source why an action is allowed where it is
 */
record Authority(Optional<Role> role, Set<TokenScope> scopes, List<PackagePattern> packages, Verdict.Reason source) {

    /** The whole decision for one who is signed in, but for public packages, which anyone may pull. */
    Verdict decide(RepositoryName repository, Action action, Visibility visibility) {
        if (scopes.stream().noneMatch(scope -> scope.includes(scopeFor(action)))) {
            return Verdict.refuse(Verdict.Reason.MISSING_SCOPE);
        }
        if (!packages.isEmpty() && packages.stream().noneMatch(pattern -> pattern.matches(repository))) {
            return Verdict.refuse(Verdict.Reason.OTHER_PACKAGES);
        }
        if (role.filter(held -> held.isAtLeast(roleFor(action))).isPresent()) {
            return Verdict.allow(source);
        }
        if (action == Action.PULL && visibility == Visibility.INTERNAL) {
            return Verdict.allow(Verdict.Reason.INTERNAL_PACKAGE);
        }
        return Verdict.refuse(role.isPresent() ? Verdict.Reason.LOW_ROLE : Verdict.Reason.NO_ROLE);
    }

    /** Whether all packages of the owner may be pulled. */
    boolean pullsEverything() {
        return packages.isEmpty()
                && role.isPresent()
                && scopes.stream().anyMatch(scope -> scope.includes(TokenScope.READ_PACKAGES));
    }

    private static TokenScope scopeFor(Action action) {
        return switch (action) {
            case PULL -> TokenScope.READ_PACKAGES;
            case PUSH -> TokenScope.WRITE_PACKAGES;
            case DELETE -> TokenScope.DELETE_PACKAGES;
            case ANY -> TokenScope.ADMIN;
        };
    }

    private static Role roleFor(Action action) {
        return switch (action) {
            case PULL -> Role.READ;
            case PUSH -> Role.WRITE;
            case DELETE, ANY -> Role.ADMIN;
        };
    }
}
