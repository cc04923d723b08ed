package dev.slipway.functions.token;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a signed token must say, whatever it is for: who, for whom, and when, with 60 seconds that clocks may differ. */
final class ClaimRules extends DefaultJWTClaimsVerifier<SecurityContext> {

    private static final Duration SKEW = Duration.ofSeconds(60);

    /** A workload's token is for the job that it was made for; whatever lives for longer is something else. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final InstantSource clock;

    ClaimRules(String issuer, InstantSource clock) {
        super(new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "aud", "exp"));
        this.clock = clock;
        setMaxClockSkew((int) SKEW.toSeconds());
    }

    @Override
    public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        var subject = Optional.ofNullable(claims.getSubject()).orElse("");
        var audiences = claims.getAudience();
        if (subject.isBlank() || audiences.isEmpty() || audiences.stream().anyMatch(Objects::isNull)) {
            throw new BadJWTException("without a subject or an audience");
        }
        var now = clock.instant();
        var issued =
                Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant).orElse(now);
        if (issued.isAfter(now.plus(SKEW))) {
            throw new BadJWTException("issued in the future");
        }
        if (Optional.ofNullable(claims.getExpirationTime())
                .map(Date::toInstant)
                .filter(expiry -> !expiry.isAfter(issued.plus(LONGEST_LIFE)))
                .isEmpty()) {
            throw new BadJWTException("valid for too long");
        }
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}
