package dev.slipway.registry.access;

import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Role;
import dev.slipway.registry.owner.TrustPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A trust policy of an owner, under which a workload is let in. Written {@code trust:OWNER/NAME/REVISION}. */
record Trust(OwnerName owner, TrustPolicy policy) {

    private static final String PREFIX = "trust:";

    static List<Trust> matching(Map<OwnerName, Owner> owners, IdTokens.Claims claims) {
        return owners.values().stream()
                .flatMap(owner -> owner.policies().stream()
                        .filter(policy -> policy.trusts(claims.issuer(), claims.audiences(), claims.claims()))
                        .map(policy -> new Trust(owner.name(), policy)))
                .toList();
    }

    /** The policies that a credential names, as far as they are still what they were. */
    static List<Trust> named(String credential, Map<OwnerName, Owner> owners) {
        return ids(credential)
                .flatMap(id -> owners.values().stream()
                        .flatMap(owner -> owner.policies().stream()
                                .map(policy -> new Trust(owner.name(), policy))
                                .filter(trust -> trust.toString().equals(id))))
                .toList();
    }

    /** The owners whose policies a credential names. */
    static List<OwnerName> owners(String credential) {
        return ids(credential)
                .map(id -> new OwnerName(id.substring(PREFIX.length(), id.indexOf('/'))))
                .distinct()
                .toList();
    }

    static boolean isNamedBy(String credential) {
        return credential.startsWith(PREFIX);
    }

    /** A policy gives the role that its scopes need: it is the owner's admin who has written them. */
    Authority authority() {
        var role = policy.scopes().stream()
                .map(scope -> switch (scope) {
                    case READ_PACKAGES -> Role.READ;
                    case WRITE_PACKAGES -> Role.WRITE;
                    case DELETE_PACKAGES, ADMIN -> Role.ADMIN;
                })
                .max(Role::compareTo);
        return new Authority(role, policy.scopes(), policy.packages(), Verdict.Reason.TRUST_POLICY);
    }

    @Override
    public String toString() {
        return PREFIX + owner + "/" + policy.id();
    }

    private static Stream<String> ids(String credential) {
        return Arrays.stream(credential.split(",")).filter(Trust::isNamedBy);
    }
}
