package dev.slipway.registry.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads the JSON Web Tokens that the token endpoint issues (RFC 7519, signed HS256 by a token key named in {@code kid})
 * with the {@code access} claim of the Docker token specification.
 */
public final class BearerTokens {

    /** What issues the tokens, in the {@code iss} claim. */
    public static final String ISSUER = "slipway";

    private static final int LONGEST = 8_192;
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final SigningKeys keys;
    private final InstantSource clock;

    public BearerTokens(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** What a token grants at this host; empty for one that is altered, foreign, expired or none at all. */
    public Optional<Grant> verify(String token, String host) {
        var parts = token.length() > LONGEST ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var header = TokenHeader.read(JSON, decode(parts[0]));
            if (!header.algorithm().equals("HS256")
                    || !keys.verify(header.keyId(), decode(parts[2]), parts[0] + "." + parts[1])) {
                return Optional.empty();
            }
            return Optional.of(TokenClaims.read(JSON, decode(parts[1])))
                    .filter(claims -> claims.holdFor(host, ISSUER, clock.instant(), CLOCK_SKEW))
                    .map(TokenClaims::grant);
        } catch (IOException | IllegalArgumentException e) { // no JSON, or no characters at all
            return Optional.empty();
        }
    }

    private static byte[] decode(String part) {
        return Base64.getUrlDecoder().decode(part.getBytes(StandardCharsets.US_ASCII));
    }
}
