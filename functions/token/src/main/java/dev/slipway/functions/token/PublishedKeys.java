package dev.slipway.functions.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The keys that an issuer's discovery document leads to, as far as they are fit to verify a token with; fetched anew each time. */
final class PublishedKeys implements JWKSetSource<SecurityContext> {

    private static final int SMALLEST_RSA_KEY = 2048;

    private final String issuer;
    private final Consumer<String> log;
    private final Duration patience;
    private final IssuerDocuments documents;

    PublishedKeys(String issuer, Consumer<String> log, Duration patience) {
        this.issuer = issuer;
        this.log = log;
        this.patience = patience;
        this.documents = new IssuerDocuments(issuer, patience);
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, SecurityContext context)
            throws JWKSetUnavailableException {
        var fetch = new FutureTask<>(this::fetch);
        Thread.ofVirtual().start(fetch);
        try {
            return fetch.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unavailable(String.valueOf(Optional.ofNullable(e.getCause()).orElse(e)));
        } catch (TimeoutException e) {
            throw unavailable("no whole answer within " + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        } finally {
            fetch.cancel(true); // an answer that never ends holds no connection
        }
    }

    @Override
    public void close() {}

    private JWKSet fetch() throws IOException, ParseException {
        var discovery = JSONObjectUtils.parse(documents.discovery());
        if (!issuer.equals(JSONObjectUtils.getString(discovery, "issuer"))) {
            throw new IOException("the discovery document is another issuer's");
        }
        var location = Optional.ofNullable(JSONObjectUtils.getString(discovery, "jwks_uri"))
                .orElseThrow(() -> new IOException("the discovery document has no jwks_uri"));
        var keys = JWKSet.parse(documents.fetch(location)).getKeys();
        return new JWKSet(keys.stream().filter(PublishedKeys::isFit).toList());
    }

    private static boolean isFit(JWK key) {
        return switch (key) {
            case RSAKey rsa -> rsa.size() >= SMALLEST_RSA_KEY;
            case ECKey elliptic -> elliptic.getCurve().equals(Curve.P_256);
            default -> false;
        };
    }

    private JWKSetUnavailableException unavailable(String reason) {
        log.accept("The keys of the ID token issuer " + issuer + " could not be fetched: " + reason);
        return new JWKSetUnavailableException(reason);
    }
}
