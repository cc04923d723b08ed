package dev.slipway.functions.api;

import dev.slipway.registry.access.AccessTokens;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.TokenScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Members that several bodies have. */
final class Members {

    private Members() {}

    /** What a credential is for: one scope at least. */
    static Set<TokenScope> scopes(JsonBody body) {
        var scopes = EnumSet.noneOf(TokenScope.class);
        for (var text : body.texts("scopes")) {
            scopes.add(TokenScope.find(text).orElseThrow(Members::wrongScopes));
        }
        if (scopes.isEmpty()) {
            throw wrongScopes();
        }
        return scopes;
    }

    /** What a credential is limited to; empty for nothing. */
    static List<PackagePattern> packages(JsonBody body) {
        var texts = body.texts("packages");
        if (texts.size() > AccessTokens.MOST_PACKAGES) {
            throw JsonBody.wrong("packages", "must have at most " + AccessTokens.MOST_PACKAGES + " entries");
        }
        try {
            return texts.stream().distinct().map(PackagePattern::new).toList();
        } catch (RegistryException e) {
            throw e.with("member", "packages");
        }
    }

    private static RegistryException wrongScopes() {
        var known = EnumSet.allOf(TokenScope.class);
        return JsonBody.wrong("scopes", "must have one or more of " + known);
    }
}
