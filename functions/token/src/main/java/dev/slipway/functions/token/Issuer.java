package dev.slipway.functions.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;

/** Who signs ID tokens, by keys that are fetched when the first token comes and kept for an hour. */
record Issuer(JWTProcessor<SecurityContext> tokens) {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private static final Duration KEPT = Duration.ofHours(1);

    /** While an issuer is down, its keys are good for longer. */
    private static final Duration KEPT_IN_AN_OUTAGE = Duration.ofHours(24);

    /** A token of an unknown key makes us ask its issuer, no more than once in this time beside what is due. */
    private static final Duration BETWEEN_ASKING = Duration.ofMinutes(1);

    static Issuer of(String name, InstantSource clock, Consumer<String> log, Duration patience) {
        var source = keptKeys(new PublishedKeys(name, log, patience), patience.multipliedBy(2));
        var tokens = new DefaultJWTProcessor<SecurityContext>();
        tokens.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new KeysAtTime(source, clock)));
        tokens.setJWTClaimsSetVerifier(new ClaimRules(name, clock));
        return new Issuer(tokens);
    }

    /** The same with a memory; no thread goes on when nobody asks. */
    private static JWKSetSource<SecurityContext> keptKeys(PublishedKeys keys, Duration longestWait) {
        var kept = JWKSourceBuilder.create(keys)
                .cache(KEPT.toMillis(), longestWait.toMillis())
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_ASKING.toMillis())
                .outageTolerant(KEPT_IN_AN_OUTAGE.toMillis())
                .build();
        return ((JWKSetBasedJWKSource<SecurityContext>) kept).getJWKSetSource();
    }
}
