package dev.slipway.registry.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Issues and reads JSON Web Tokens (RFC 7519, signed HS256 by a token key named in {@code kid}) with the {@code access} claim
 * of the Docker token specification.
 */
public final class BearerTokens {

    /** What issues the tokens, in the {@code iss} claim. */
    public static final String ISSUER = "slipway";

    private static final String REFRESH_ISSUER = "slipway-refresh";

    /** More characters than any token has that API Gateway's limit on headers (10,240 bytes) lets through. */
    private static final int LONGEST = 8_192;

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
    /** For so long a pull relies on a token without looking anything up. */
    static final Duration PULL_LIFE = Duration.ofMinutes(15);

    /** A client that meets an expired token after a long layer often cannot send it again. */
    private static final Duration WRITE_LIFE = Duration.ofMinutes(60);

    /** As long as a workload may build before it pushes. */
    private static final Duration REFRESH_LIFE = Duration.ofMinutes(60);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final SigningKeys keys;
    private final InstantSource clock;

    /** A token for a client. */
    public record Issued(String token, Instant issuedAt, Duration validity) {

        /** Tells no secret. */
        @Override
        public String toString() {
            return "Issued[" + issuedAt + ", " + validity + "]";
        }
    }

    /**
     * A token that was read.
     *
     * @param issuedAt so that whoever relies on it can tell how old its word is
     */
    public record Verified(Grant grant, Instant issuedAt) {}

    public BearerTokens(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Does once what the first request will need, so that a snapshot of the process has it loaded. */
    public void rehearse() {
        var refresh = issueRefresh("rehearsal", "", "localhost").token();
        if (verifyRefresh(refresh, "localhost").isEmpty()) {
            throw new IllegalStateException("a token of these keys does not verify");
        }
    }

    /** A token for what is granted at this host: 60 minutes for whoever may write, 15 for others. */
    public Issued issue(Grant grant, String host) {
        var life = grant.scopes().stream().anyMatch(Scope::isWrite) ? WRITE_LIFE : PULL_LIFE;
        return issue(ISSUER, grant, host, life);
    }

    /** A token with which a workload can ask for others, for an hour; its ID token often lives for minutes only. */
    public Issued issueRefresh(String subject, String credential, String host) {
        return issue(
                REFRESH_ISSUER,
                new Grant(subject, credential, List.of(), List.of(), Set.of(), Set.of()),
                host,
                REFRESH_LIFE);
    }

    /** What a token grants at this host; empty for one that is altered, foreign, expired or none at all. */
    public Optional<Verified> verify(String token, String host) {
        return verify(token, host, ISSUER);
    }

    /** Whose a refresh token is; it grants nothing by itself. */
    Optional<Grant> verifyRefresh(String token, String host) {
        return verify(token, host, REFRESH_ISSUER).map(Verified::grant);
    }

    /** Without a stream or a lambda expression: each costs a handler milliseconds when it has just started. */
    private Optional<Verified> verify(String token, String host, String issuer) {
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
            var claims = TokenClaims.read(JSON, decode(parts[1]));
            return claims.holdFor(host, issuer, clock.instant(), CLOCK_SKEW)
                    ? Optional.of(new Verified(claims.grant(), claims.issuedAt()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) { // no JSON, or no characters at all
            return Optional.empty();
        }
    }

    private Issued issue(String issuer, Grant grant, String host, Duration life) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var claims = new StringWriter();
        try (var json = JSON.createGenerator(claims)) {
            json.writeStartObject();
            json.writeStringField("iss", issuer);
            json.writeStringField("aud", host);
            json.writeNumberField("iat", now.getEpochSecond());
            json.writeNumberField("nbf", now.getEpochSecond());
            json.writeNumberField("exp", now.plus(life).getEpochSecond());
            json.writeStringField("jti", UUID.randomUUID().toString());
            TokenClaims.write(json, grant);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var header = "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + keys.id() + "\"}";
        var signed = encode(header) + "." + encode(claims.toString());
        var signature = BASE64.encodeToString(HexFormat.of().parseHex(keys.sign(signed)));
        return new Issued(signed + "." + signature, now, life);
    }

    private static String encode(String part) {
        return BASE64.encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decode(String part) {
        return Base64.getUrlDecoder().decode(part.getBytes(StandardCharsets.US_ASCII));
    }
}
