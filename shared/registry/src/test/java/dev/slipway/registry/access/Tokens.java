package dev.slipway.registry.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Issues tokens as the token endpoint does, and others. */
public final class Tokens {

    /** A secret that signs nothing but tests. */
    public static final String KEYS = "t1:" + "a0".repeat(32);

    /** The personal access token that {@link #token} tokens come of. */
    public static final String ID = "Ev3ntsT0ken1";

    /** Its text. */
    public static final String SECRET = "slipway_pat_Ev3ntsT0ken1ForTestsOnly0ForTestsOnly0ForTestsOnly0ForT1dnC3K";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    /**
     * A good token for five minutes.
     *
     * @param access the {@code access} claim
     */
    public static String token(String host, Instant now, String access) {
        return token("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"t1\"}", claims(host, now.getEpochSecond(), access));
    }

    /** A good token that grants these actions, such as {@code pull,push}, on a repository. */
    public static String token(String host, Instant now, String repository, String actions) {
        return token(host, now, access(repository, actions));
    }

    /** An {@code access} claim with these actions on one repository. */
    static String access(String repository, String actions) {
        return "[{\"type\":\"repository\",\"name\":\"" + repository + "\",\"actions\":[\""
                + actions.replace(",", "\",\"") + "\"]}]";
    }

    /** A good token that was issued more than 15 minutes ago, as one for pushing may have been. */
    public static String old(String host, Instant now, String credential, String access) {
        return token(
                "{\"alg\":\"HS256\",\"kid\":\"t1\"}",
                claims(host, now.getEpochSecond() - 901, access)
                        .replace(ID, credential)
                        .replaceFirst("\"exp\":[0-9]+", "\"exp\":" + (now.getEpochSecond() + 2_000)));
    }

    /** Makes the personal access token that {@link #token} tokens come of, which lets them write, where it is not there. */
    public static void keep(Table table) {
        var token = new AccessToken(
                ID,
                new OwnerName("alice"),
                "for tests",
                TokenSecret.parse(SECRET).orElseThrow().hash(),
                Set.of(TokenScope.ADMIN),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty());
        table.write(List.of(new Write.Put(token.item(), Condition.ABSENT)));
    }

    static String claims(String host, long now, String access) {
        return """
                {"iss":"slipway","aud":"%s","sub":"alice","credential":"Ev3ntsT0ken1","nbf":%d,"iat":%d,"exp":%d,"jti":"x","access":%s}""".formatted(host, now, now, now + 300, access);
    }

    /** A token of this header and these claims, signed by the key. */
    static String token(String header, String claims) {
        return token(header.getBytes(UTF_8), claims.getBytes(UTF_8), KEYS);
    }

    static String token(byte[] header, byte[] claims, String key) {
        var signed = BASE64.encodeToString(header) + "." + BASE64.encodeToString(claims);
        var signature = HexFormat.of().parseHex(SigningKeys.parse(key).sign(signed));
        return signed + "." + BASE64.encodeToString(signature);
    }
}
