package dev.slipway.registry.access;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.network.Block;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody may do.
 *
 * @param subject who: a user's name, what names a workload, or nothing for one who is not signed in
 * @param credential what they signed in with: the id of a personal access token, or a trust policy's; empty for none
 * @param scopes what they may do
 * @param refused what they asked for besides and may not do, and why
 * @param reasons why they may
 * @param owners all of whose packages they may pull
 * @param near the network that they are in, where it is one that is sent to the bucket for bytes
 */
public record Grant(
        String subject,
        String credential,
        List<Scope> scopes,
        List<Refusal> refused,
        Set<Verdict.Reason> reasons,
        Set<String> owners,
        Optional<Block> near) {

    /** In the place of an owner's name: all of them. */
    static final String ALL_OWNERS = "*";

    /** Nobody in particular, who may do nothing. */
    public static final Grant NOTHING = new Grant("", "", List.of(), List.of(), Set.of(), Set.of());

    /**
     * What somebody may not do, and why.
     *
     * @param detail more of it, for people; empty where the reason says it all
     */
    public record Refusal(Scope scope, Verdict.Reason reason, String detail) {

        public Refusal(Scope scope, Verdict.Reason reason) {
            this(scope, reason, "");
        }

        /** Why, for people. */
        public String text() {
            return detail.isEmpty() ? reason.text() : detail;
        }
    }

    /** What somebody may do, wherever they are. */
    public Grant(
            String subject,
            String credential,
            List<Scope> scopes,
            List<Refusal> refused,
            Set<Verdict.Reason> reasons,
            Set<String> owners) {
        this(subject, credential, scopes, refused, reasons, owners, Optional.empty());
    }

    public Grant {
        scopes = List.copyOf(scopes);
        refused = List.copyOf(refused);
        reasons = Set.copyOf(reasons);
        owners = Set.copyOf(owners);
    }

    /** Whether everything that the scope asks for is granted. */
    public boolean allows(Scope needed) {
        return needed.equals(Scope.SIGNED_IN)
                || (!needed.actions().isEmpty()
                        && scopes.stream()
                                .anyMatch(scope -> scope.concerns(needed)
                                        && scope.actions().containsAll(needed.actions())));
    }

    /** As much of it as concerns one resource. */
    Grant only(Scope resource) {
        var its = scopes.stream().filter(scope -> scope.concerns(resource)).toList();
        return new Grant(subject, credential, its, refused, reasons, Set.of(), near);
    }

    /** The same of somebody in this network. */
    public Grant in(Optional<Block> network) {
        return new Grant(subject, credential, scopes, refused, reasons, owners, network);
    }

    /** Whether a request of theirs, too, comes from the network that is sent to the bucket for bytes. */
    public boolean isNear(Viewer viewer) {
        return near.isPresent()
                && Block.address(viewer.address()).filter(near.get()::contains).isPresent();
    }

    /** Whether a repository may be pulled from, also one that was not asked for by name. */
    public boolean mayPull(RepositoryName repository) {
        return owners.contains(ALL_OWNERS)
                || (repository.hasOwner() && owners.contains(repository.owner()))
                || allows(Scope.of(repository, Action.PULL));
    }

    /** Why everything is allowed that is, for people. */
    public String why() {
        return reasons.stream().sorted().map(Verdict.Reason::text).collect(Collectors.joining(", "));
    }

    /** Why something was refused; none where nobody has asked for it. */
    List<Refusal> refusals(Scope needed) {
        return refused.stream()
                .filter(refusal -> refusal.scope().concerns(needed)
                        && needed.actions().stream().anyMatch(refusal.scope().actions()::contains))
                .toList();
    }
}
