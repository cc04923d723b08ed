package dev.slipway.registry.access;

import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.OwnerItem;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Packages;
import dev.slipway.registry.owner.Visibility;
import dev.slipway.registry.state.Table;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets in whoever bears a token that grants the scope, or shows a personal access token directly. A pull with a bearer token
 * reads nothing for its first 15 minutes; a write reads the one item that tells whether what the caller signed in with still
 * holds.
 */
public final class TokenAccess implements Access {

    private static final String BEARER = "bearer ";

    private final BearerTokens tokens;
    private final SignIn signIn;
    private final Table table;
    private final Audit audit;
    private final InstantSource clock;

    public TokenAccess(BearerTokens tokens, Table table, Audit audit, InstantSource clock) {
        this.tokens = tokens;
        this.signIn = new SignIn(table, tokens, audit, clock);
        this.table = table;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Grant check(Optional<String> authorization, Scope needed, Optional<RepositoryName> alsoRead, Viewer viewer) {
        var grant = grant(authorization, needed, alsoRead, viewer);
        Meter.signedInWith(grant.credential());
        if (grant.isNear(viewer)) {
            Meter.near();
        }
        if (!grant.allows(needed)) {
            throw refusal(grant, needed, viewer);
        }
        if (needed.isWrite()) {
            audit(AuditEvent.Kind.WRITE_GRANTED, grant, needed, viewer, grant.why());
        }
        return grant;
    }

    private Grant grant(
            Optional<String> authorization, Scope needed, Optional<RepositoryName> alsoRead, Viewer viewer) {
        var credentials = authorization.flatMap(Credentials::parse);
        if (credentials.isPresent() && !isForTokenEndpoint(credentials.get())) {
            return direct(credentials.get(), needed, alsoRead, viewer);
        }
        var token = authorization
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header ->
                        tokens.verify(header.substring(BEARER.length()).strip(), viewer.host()))
                .orElseThrow(() -> challenge(needed, viewer));
        var grant = token.grant();
        if (mustLookAgain(token, needed) && grant.allows(needed) && !stillHolds(grant, needed)) {
            if (needed.isWrite()) {
                audit(AuditEvent.Kind.WRITE_REFUSED, grant, needed, viewer, Verdict.Reason.REVOKED.text());
            }
            throw challenge(needed, viewer).with("reason", Verdict.Reason.REVOKED.text());
        }
        return isOld(token) && Trust.isNamedBy(grant.credential()) ? grant.only(needed) : grant;
    }

    /** What only the token endpoint verifies is no failed sign-in here: the client is told where to go. */
    private static boolean isForTokenEndpoint(Credentials credentials) {
        return credentials instanceof Credentials.IdToken;
    }

    /** A token for pushing outlives the time in which what was revoked may still be read with. */
    private boolean mustLookAgain(BearerTokens.Verified token, Scope needed) {
        return needed.isWrite()
                || (isOld(token) && !token.grant().credential().isEmpty() && !needed.equals(Scope.SIGNED_IN));
    }

    private boolean isOld(BearerTokens.Verified token) {
        return token.issuedAt().plus(BearerTokens.PULL_LIFE).isBefore(clock.instant());
    }

    private Grant direct(Credentials credentials, Scope needed, Optional<RepositoryName> alsoRead, Viewer viewer) {
        var wanted = Stream.concat(Stream.of(needed), alsoRead.map(source -> Scope.of(source, Action.PULL)).stream())
                .toList();
        try {
            var caller = signIn.signIn(
                    credentials, IdTokens.NONE, SignIn.Question.about(Grants.repositories(wanted)), viewer);
            return Grants.of(caller, wanted, YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)));
        } catch (RegistryException wrong) {
            throw wrong.code() == ErrorCode.UNAUTHORIZED
                    ? wrong.header("www-authenticate", new Challenge(viewer, needed).toString())
                    : wrong;
        }
    }

    /** Whether the token was not revoked, or the trust policy not changed, since the bearer token was issued. */
    private boolean stillHolds(Grant grant, Scope needed) {
        if (!Trust.isNamedBy(grant.credential())) {
            return table.get(AccessToken.key(grant.credential()))
                    .map(AccessToken::read)
                    .filter(token -> token.isValidAt(clock.instant()))
                    .isPresent();
        }
        var repository = new RepositoryName(needed.name());
        var owner = new OwnerName(repository.owner());
        if (!Trust.owners(grant.credential()).contains(owner)) {
            return !needed.isWrite(); // pulled because it is public, not by a policy
        }
        return table.get(OwnerItem.key(owner))
                .map(OwnerItem::read)
                .map(found -> Trust.named(grant.credential(), Map.of(owner, found)))
                .filter(trusts -> needed.isWrite() ? allow(trusts, repository, needed) : !trusts.isEmpty())
                .isPresent();
    }

    /** Whether the policies that are left allow all of it: another one may have gone. */
    private static boolean allow(List<Trust> trusts, RepositoryName repository, Scope needed) {
        return needed.actions().stream()
                .allMatch(action -> trusts.stream()
                        .map(trust -> trust.authority().decide(repository, action, Visibility.PRIVATE))
                        .anyMatch(Verdict::allowed));
    }

    private RegistryException refusal(Grant grant, Scope needed, Viewer viewer) {
        var refusals = grant.refusals(needed);
        if (needed.isWrite() && !refusals.isEmpty()) {
            audit(
                    AuditEvent.Kind.WRITE_REFUSED,
                    grant,
                    needed,
                    viewer,
                    refusals.getFirst().text());
        }
        var spent = refusals.stream()
                .filter(refusal -> refusal.reason() == Verdict.Reason.BUDGET_SPENT)
                .findFirst();
        if (spent.isPresent()) { // signing in, or in again, does not help
            return denied(needed, spent.get());
        }
        return grant.subject().isEmpty() || refusals.isEmpty()
                ? challenge(needed, viewer).with("scope", needed)
                : denial(needed, refusals);
    }

    /** Of a package that may not even be seen no more is told than of one that there is not. */
    private static RegistryException denial(Scope needed, List<Grant.Refusal> refusals) {
        if (!needed.isWrite() && needed.type().equals(Scope.REPOSITORY)) {
            return Packages.unknown(new RepositoryName(needed.name()));
        }
        return denied(needed, refusals.getFirst());
    }

    private static RegistryException denied(Scope needed, Grant.Refusal refusal) {
        return new RegistryException(ErrorCode.DENIED, ErrorCode.DENIED.message() + ": " + refusal.text())
                .with("scope", needed);
    }

    private void audit(AuditEvent.Kind kind, Grant grant, Scope scope, Viewer viewer, String why) {
        audit.record(
                new AuditEvent(kind, grant.subject(), scope.toString(), viewer.address(), grant.credential(), why));
    }

    private static RegistryException challenge(Scope needed, Viewer viewer) {
        return new RegistryException(ErrorCode.UNAUTHORIZED)
                .header("www-authenticate", new Challenge(viewer, needed).toString());
    }
}
