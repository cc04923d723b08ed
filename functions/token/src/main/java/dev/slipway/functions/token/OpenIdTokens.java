package dev.slipway.functions.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SimpleSecurityContext;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.registry.access.IdTokens;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Verifies ID tokens (OpenID Connect Core 1.0, section 2) against the keys that their issuers publish (OpenID Connect Discovery
 * 1.0, section 4). Only an issuer on the list is ever asked for anything.
 */
public final class OpenIdTokens implements IdTokens {

    /** More characters than a token has that a workload is given. */
    private static final int LONGEST = 12_000;

    /** How long the two documents of an issuer may take together. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Neither padding nor anything that a lenient decoder would pass over. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    private final Map<String, Issuer> issuers;

    /**
     * Fetches nothing yet.
     *
     * @param issuers whose tokens are accepted, exactly as their {@code iss} claims have it
     * @param log is told, in a line, when an issuer's keys cannot be fetched; never anything of a token
     */
    public OpenIdTokens(Set<String> issuers, InstantSource clock, Consumer<String> log) {
        this(issuers, clock, log, PATIENCE);
    }

    OpenIdTokens(Set<String> issuers, InstantSource clock, Consumer<String> log, Duration patience) {
        this.issuers = issuers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), issuer -> Issuer.of(issuer, clock, log, patience)));
    }

    @Override
    public Optional<Claims> verify(String token) {
        if (token.length() > LONGEST || !FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            return read(SignedJWT.parse(token));
        } catch (ParseException | IOException | JOSEException | BadJOSEException e) {
            return Optional.empty();
        } catch (RuntimeException e) { // the library's own word for some keys and tokens that it cannot read
            return Optional.empty();
        }
    }

    private Optional<Claims> read(SignedJWT token) throws ParseException, IOException, JOSEException, BadJOSEException {
        var header = StrictObject.read(token.getHeader().toBase64URL().decode());
        var payload = StrictObject.read(token.getPayload().toBytes());
        var issuer = payload.text("iss").map(issuers::get); // not verified yet: it only says which keys to try
        if (header.has("crit") || payload.text("sub").isEmpty() || issuer.isEmpty()) {
            return Optional.empty();
        }
        var claims = issuer.get().tokens().process(token, new SimpleSecurityContext());
        return Optional.of(
                new Claims(claims.getIssuer(), claims.getAudience(), claims.getSubject(), payload.scalars()));
    }
}
