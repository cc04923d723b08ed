package dev.slipway.functions.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.InstantSource;
import java.util.List;

/** Looks a key up, and once more among newer keys where it is not known; the age of keys is told by a clock that is given. */
record KeysAtTime(JWKSetSource<SecurityContext> source, InstantSource clock) implements JWKSource<SecurityContext> {

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        var now = clock.millis();
        var known = source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, context);
        var found = selector.select(known);
        if (!found.isEmpty()) {
            return found;
        }
        var newerThanKnown = JWKSetCacheRefreshEvaluator.referenceComparison(known);
        return selector.select(source.getJWKSet(newerThanKnown, now, context));
    }
}
