package dev.slipway.registry.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies the OpenID Connect ID tokens of workloads. */
@FunctionalInterface
public interface IdTokens {

    /** Where none is accepted. */
    IdTokens NONE = token -> Optional.empty();

    /**
     * What a verified token says.
     *
     * @param claims all that are texts, numbers or truth values, as texts
     */
    record Claims(String issuer, List<String> audiences, String subject, Map<String, String> claims) {
        public Claims {
            audiences = List.copyOf(audiences);
            claims = Map.copyOf(claims);
        }
    }

    /** What a token says; empty for one that no known issuer has signed, or that is not valid now. */
    Optional<Claims> verify(String token);
}
