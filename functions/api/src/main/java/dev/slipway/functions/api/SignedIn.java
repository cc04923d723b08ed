package dev.slipway.functions.api;

import dev.slipway.registry.access.Audit;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.Caller;
import dev.slipway.registry.access.Verdict.Reason;
import dev.slipway.registry.access.Viewer;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.Role;
import dev.slipway.registry.owner.TokenScope;
import java.util.Optional;

/**
 * A user who has signed in, and what they may do. What is refused to them is an error that is thrown, and kept account of
 * where it would have changed something.
 *
 * @param change what they want to change; empty where they only look
 */
record SignedIn(Caller caller, Viewer viewer, Audit audit, Optional<String> change) {

    /** The user, with a token that is for managing and not limited. */
    OwnerName manager() {
        return caller.manager()
                .orElseThrow(() -> deny(has(TokenScope.ADMIN) ? Reason.OTHER_PACKAGES : Reason.MISSING_SCOPE));
    }

    boolean isAdministrator() {
        return caller.isAdministrator();
    }

    void requireAdministrator() {
        if (!isAdministrator()) {
            throw deny(Reason.LOW_ROLE);
        }
    }

    /** A token with which packages may be looked at. */
    void requireReading() {
        if (!has(TokenScope.READ_PACKAGES)) {
            throw deny(Reason.MISSING_SCOPE);
        }
    }

    /** Their role with an owner that was read. Whoever has none hears what is said where there is no such owner. */
    Role roleWith(OwnerName owner) {
        manager();
        return caller.role(owner).orElseThrow(() -> refuse(Owners.unknown(owner)));
    }

    /** The role to manage an owner that was read; answers why they have it. */
    Reason requireAdminOf(OwnerName owner) {
        if (!roleWith(owner).isAtLeast(Role.ADMIN)) {
            throw deny(Reason.LOW_ROLE);
        }
        return role();
    }

    /** By which role an owner's admin is one. */
    Reason role() {
        return isAdministrator() ? Reason.ADMINISTRATOR : Reason.MEMBER;
    }

    RegistryException deny(Reason reason) {
        return refuse(new RegistryException(ErrorCode.DENIED, ErrorCode.DENIED.message() + ": " + reason.text()));
    }

    /** The error as it is, once account is kept of it. */
    RegistryException refuse(RegistryException error) {
        change.ifPresent(what -> record(AuditEvent.Kind.WRITE_REFUSED, what, error.getMessage()));
        return error;
    }

    void record(AuditEvent.Kind kind, String what, String why) {
        audit.record(new AuditEvent(kind, caller.subject(), what, viewer.address(), caller.credential(), why));
    }

    private boolean has(TokenScope needed) {
        return caller.token().stream()
                .flatMap(token -> token.scopes().stream())
                .anyMatch(scope -> scope.includes(needed));
    }
}
