package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AccessToken;
import dev.slipway.registry.access.AccessTokens;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.Verdict.Reason;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Excerpt;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code DELETE /api/v1/tokens/<id>}: ends a token of the caller's, or for an administrator any user's. Every token may end
 * itself, so that whoever finds one can make it harmless.
 */
public final class RevokeAccessTokenHandler extends ManagementRoute {

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{12}");

    private final AccessTokens tokens;

    /** For Lambda. */
    public RevokeAccessTokenHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public RevokeAccessTokenHandler(Registry registry) {
        super(registry);
        this.tokens = registry.accessTokens();
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("the token " + Excerpt.of(request.pathParameter("id")));
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var id = request.pathParameter("id");
        var own = by.caller().token().filter(token -> token.id().equals(id));
        return own.isPresent() ? revoke(own.get(), by, "by itself") : revokeOther(id, by);
    }

    private Response revokeOther(String id, SignedIn by) {
        var manager = by.manager();
        var token = Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(tokens::find)
                .orElseThrow(() -> unknown(id));
        if (token.user().equals(manager)) {
            return revoke(token, by, "the user's own");
        }
        if (!by.isAdministrator()) {
            throw by.refuse(unknown(id));
        }
        return revoke(token, by, Reason.ADMINISTRATOR.text());
    }

    private Response revoke(AccessToken token, SignedIn by, String why) {
        if (!tokens.revoke(token)) {
            throw unknown(token.id());
        }
        by.record(AuditEvent.Kind.TOKEN_REVOKED, token.id() + " of " + token.user(), why);
        return Response.of(204);
    }

    private static RegistryException unknown(String id) {
        return new RegistryException(ErrorCode.NAME_UNKNOWN, "there is no such token").with("token", Excerpt.of(id));
    }
}
