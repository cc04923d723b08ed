package dev.slipway.registry.owner;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which workloads an owner trusts without a stored secret: those that bring an OpenID Connect ID token with these claims.
 *
 * @param name what people call it, unique for the owner
 * @param revision another with each change, so that what was granted under an earlier one ends
 * @param issuer the {@code iss} claim, an {@code https} URL
 * @param audience what the {@code aud} claim must hold
 * @param claims patterns of further claims by their names, of which there is one at least; {@code *} stands for any run of
 *     characters
 * @param scopes what the workload may do
 * @param packages with which of the owner's packages; empty for all
 */
public record TrustPolicy(
        String name,
        String revision,
        String issuer,
        String audience,
        Map<String, String> claims,
        Set<TokenScope> scopes,
        List<PackagePattern> packages) {

    public TrustPolicy {
        claims = Map.copyOf(claims);
        scopes = Set.copyOf(scopes);
        packages = List.copyOf(packages);
    }

    /** Whether a workload with these claims is meant. */
    public boolean trusts(String tokenIssuer, List<String> audiences, Map<String, String> tokenClaims) {
        return issuer.equals(tokenIssuer)
                && audiences.contains(audience)
                && claims.entrySet().stream()
                        .allMatch(claim -> tokenClaims.containsKey(claim.getKey())
                                && ClaimPattern.matches(claim.getValue(), tokenClaims.get(claim.getKey())));
    }

    /** What a token that was issued under this policy names it by, once its owner is known. */
    public String id() {
        return name + "/" + revision;
    }
}
