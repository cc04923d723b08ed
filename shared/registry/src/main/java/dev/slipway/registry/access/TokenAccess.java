package dev.slipway.registry.access;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.util.Optional;

/** Lets in whoever bears a token that grants the scope. */
public final class TokenAccess implements Access {

    private static final String BEARER = "bearer ";

    private final BearerTokens tokens;

    public TokenAccess(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void check(Optional<String> authorization, Scope scope, Viewer viewer) {
        var grant = authorization
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header ->
                        tokens.verify(header.substring(BEARER.length()).strip(), viewer.host()))
                .orElseThrow(() -> unauthorized(scope, viewer));
        if (!grant.allows(scope)) {
            throw unauthorized(scope, viewer).with("scope", scope);
        }
    }

    private static RegistryException unauthorized(Scope scope, Viewer viewer) {
        return new RegistryException(ErrorCode.UNAUTHORIZED)
                .header("www-authenticate", new Challenge(viewer, scope).toString());
    }
}
