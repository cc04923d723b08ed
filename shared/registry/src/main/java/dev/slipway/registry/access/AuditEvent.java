package dev.slipway.registry.access;

import java.util.Locale;

/**
 * Something worth keeping account of. Nothing in it is secret.
 *
 * @param who a user's name or what names a workload; empty for one who is not signed in
 * @param what it was about, such as a scope, a token's id or an owner's name
 * @param from the caller's address
 * @param credential what they signed in with, by its id
 * @param why in a few words
 */
public record AuditEvent(Kind kind, String who, String what, String from, String credential, String why) {

    /** What happened. */
    public enum Kind {
        SIGN_IN_REFUSED,
        TOKEN_ISSUED,
        WRITE_GRANTED,
        WRITE_REFUSED,
        TOKEN_CREATED,
        TOKEN_REVOKED,
        OWNER_CREATED,
        MEMBER_CHANGED,
        MEMBER_REMOVED,
        VISIBILITY_CHANGED,
        POLICY_CHANGED,
        POLICY_REMOVED,
        BUDGET_CHANGED,
        BUDGET_REMOVED,
        BUDGET_WARNING,
        NETWORKS_CHANGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
