package dev.slipway.functions.api;

import dev.slipway.lambda.Request;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Excerpt;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.owner.TrustPolicy;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Reads a trust policy and refuses one that trusts too much.
 *
 * @param issuers that a policy may name
 * @param random makes revisions; a cryptographer's
 */
record PolicyForm(Set<String> issuers, RandomGenerator random) {

    /** The largest body, in bytes: all policies of an owner are one item of 400 KB. */
    private static final int LARGEST = 16 << 10;

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,50}");
    private static final int LONGEST = 256;
    private static final int MOST_CLAIMS = 10;
    private static final int REVISION_BYTES = 4;

    /** The policy's name in the path. */
    static String name(Request request) {
        var name = request.pathParameter("policy");
        if (!NAME.matcher(name).matches()) {
            throw new RegistryException(
                            ErrorCode.NAME_INVALID,
                            "a trust policy has a name of 1 to 50 lower-case letters, digits and -")
                    .with("policy", Excerpt.of(name));
        }
        return name;
    }

    TrustPolicy read(Request request, OwnerName owner) {
        var body = JsonBody.read(request, LARGEST, "issuer", "audience", "claims", "scopes", "packages");
        var revision = new byte[REVISION_BYTES];
        random.nextBytes(revision);
        return new TrustPolicy(
                name(request),
                HexFormat.of().formatHex(revision),
                issuer(body),
                body.text("audience", LONGEST),
                claims(body),
                scopes(body),
                packages(body, owner));
    }

    private String issuer(JsonBody body) {
        var issuer = body.text("issuer", LONGEST);
        if (!issuers.contains(issuer)) {
            throw JsonBody.wrong(
                    "issuer",
                    issuers.isEmpty()
                            ? "can be none: this registry accepts no issuer of ID tokens"
                            : "must be one of " + String.join(", ", new TreeSet<>(issuers)));
        }
        return issuer;
    }

    private static Map<String, String> claims(JsonBody body) {
        var claims = body.object("claims");
        if (claims.isEmpty() || claims.size() > MOST_CLAIMS) {
            throw JsonBody.wrong("claims", "must have 1 to " + MOST_CLAIMS + " claims");
        }
        claims.forEach((claim, pattern) -> {
            JsonBody.line("claims", claim, LONGEST);
            JsonBody.line("claims", pattern, LONGEST);
            if (pattern.chars().allMatch(c -> c == '*')) {
                throw JsonBody.wrong("claims", "must have more than stars for " + claim);
            }
        });
        return claims;
    }

    private static Set<TokenScope> scopes(JsonBody body) {
        var scopes = Members.scopes(body);
        if (scopes.contains(TokenScope.ADMIN)) {
            throw JsonBody.wrong("scopes", "must not have " + TokenScope.ADMIN + ": workloads manage nothing");
        }
        return scopes;
    }

    private static List<PackagePattern> packages(JsonBody body, OwnerName owner) {
        var packages = Members.packages(body);
        if (!packages.stream().allMatch(pattern -> pattern.value().startsWith(owner + "/"))) {
            throw JsonBody.wrong("packages", "must begin with " + owner + "/");
        }
        return packages;
    }
}
