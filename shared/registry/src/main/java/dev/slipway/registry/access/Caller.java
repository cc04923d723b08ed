package dev.slipway.registry.access;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PublishedPackage;
import dev.slipway.registry.owner.Role;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.owner.Visibility;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asks, and all that decides what they may do.
 *
 * @param subject a user's name, or what names a workload; empty for one who is not signed in
 * @param token what a user has signed in with
 * @param trusts the policies under which a workload has
 * @param owners those that were read, of which there need not be one for every name
 * @param packages likewise
 */
public record Caller(
        String subject,
        Optional<AccessToken> token,
        List<Trust> trusts,
        Map<OwnerName, Owner> owners,
        Map<RepositoryName, PublishedPackage> packages) {

    public Caller {
        trusts = List.copyOf(trusts);
        owners = Map.copyOf(owners);
        packages = Map.copyOf(packages);
    }

    /** The same caller, of whom more packages were read. */
    public Caller with(Collection<PublishedPackage> more) {
        var all = new HashMap<>(packages);
        more.forEach(found -> all.put(found.name(), found));
        return new Caller(subject, token, trusts, owners, all);
    }

    public boolean isSignedIn() {
        return token.isPresent() || !trusts.isEmpty();
    }

    /** What they signed in with, by its id: a token's, or those of trust policies with commas between; empty for nothing. */
    public String credential() {
        return token.map(AccessToken::id)
                .orElseGet(() -> trusts.stream().map(Trust::toString).collect(Collectors.joining(",")));
    }

    /** The user, signed in with a token that is for managing and not limited to some packages. */
    public Optional<OwnerName> manager() {
        return token.filter(held -> held.scopes().contains(TokenScope.ADMIN)
                        && held.packages().isEmpty())
                .map(AccessToken::user);
    }

    /** Whether they manage the whole registry. */
    public boolean isAdministrator() {
        return manager()
                .flatMap(user ->
                        Optional.ofNullable(owners.get(Owner.ADMINISTRATORS)).flatMap(admins -> admins.role(user)))
                .filter(Role.ADMIN::equals)
                .isPresent();
    }

    /** The role of a user with an owner that was read; an administrator has the highest with each. */
    public Optional<Role> role(OwnerName name) {
        return Optional.ofNullable(owners.get(name))
                .flatMap(owner ->
                        isAdministrator() ? Optional.of(Role.ADMIN) : token.flatMap(held -> owner.role(held.user())));
    }

    /** Whether an action on a repository whose owner and package were read is allowed. */
    public Verdict decide(RepositoryName repository, Action action) {
        var visibility = Optional.ofNullable(packages.get(repository))
                .map(PublishedPackage::visibility)
                .orElse(Visibility.PRIVATE);
        if (action == Action.PULL && visibility == Visibility.PUBLIC) {
            return Verdict.allow(Verdict.Reason.PUBLIC_PACKAGE);
        }
        if (!isSignedIn()) {
            return Verdict.refuse(Verdict.Reason.NOT_SIGNED_IN);
        }
        if (!repository.hasOwner()) {
            return Verdict.refuse(Verdict.Reason.NO_ROLE);
        }
        var verdicts = authorities(repository.owner()).stream()
                .map(authority -> authority.decide(repository, action, visibility))
                .toList();
        return verdicts.stream()
                .filter(Verdict::allowed)
                .findFirst()
                .or(() -> verdicts.stream().findFirst())
                .orElse(Verdict.refuse(Verdict.Reason.NO_ROLE));
    }

    /** Whether they have a role with an owner that was read, or a trust policy of it lets them in. */
    boolean isMember(OwnerName owner) {
        return authorities(owner.value()).stream()
                .anyMatch(authority -> authority.role().isPresent());
    }

    /** The owners, of those that were read, all of whose packages may be pulled. */
    Set<String> readableOwners() {
        return owners.keySet().stream()
                .map(OwnerName::value)
                .filter(owner -> authorities(owner).stream().anyMatch(Authority::pullsEverything))
                .collect(Collectors.toSet());
    }

    private List<Authority> authorities(String owner) {
        if (token.isEmpty()) {
            return trusts.stream()
                    .filter(trust -> trust.owner().value().equals(owner))
                    .map(Trust::authority)
                    .toList();
        }
        var held = token.get();
        var role = OwnerName.find(owner).flatMap(this::role);
        var source = isAdministrator() ? Verdict.Reason.ADMINISTRATOR : Verdict.Reason.MEMBER;
        return List.of(new Authority(role, held.scopes(), held.packages(), source));
    }
}
