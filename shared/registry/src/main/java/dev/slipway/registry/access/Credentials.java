package dev.slipway.registry.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** What a caller signs in with. */
public sealed interface Credentials {

    /** More characters than any credential has. */
    int LONGEST = 12_000;

    /** A personal access token; its user's name is not always given. */
    record Secret(Optional<String> user, TokenSecret secret) implements Credentials {}

    /** A workload's ID token, with the name of an owner who may trust it. */
    record IdToken(String owner, String token) implements Credentials {
        @Override
        public String toString() {
            return "IdToken[]";
        }
    }

    /** What a workload was given when it signed in with an ID token. */
    record Refresh(String token) implements Credentials {
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    /** Nothing that this registry gives out. */
    record Unreadable(String user) implements Credentials {}

    /** The name that the caller gave; empty for none. */
    default String name() {
        return switch (this) {
            case Secret secret -> secret.user().orElse("");
            case IdToken idToken -> idToken.owner();
            case Refresh _ -> "";
            case Unreadable unreadable -> unreadable.user();
        };
    }

    static Credentials of(String user, String password) {
        var secret = TokenSecret.parse(password);
        if (secret.isPresent()) {
            return new Secret(Optional.of(user), secret.get());
        }
        return isJsonWebToken(password) ? new IdToken(user, password) : new Unreadable(user);
    }

    /** Reads a refresh token. A personal access token is its own: it can be revoked, and gives no more. */
    static Credentials refresh(String token) {
        var secret = TokenSecret.parse(token);
        if (secret.isPresent()) {
            return new Secret(Optional.empty(), secret.get());
        }
        return isJsonWebToken(token) ? new Refresh(token) : new Unreadable("");
    }

    /**
     * Reads an {@code Authorization} header: Basic (RFC 7617), or a personal access token as Bearer. Empty for every
     * other Bearer token and scheme.
     */
    static Optional<Credentials> parse(String authorization) {
        var space = authorization.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        var rest = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "basic" -> Optional.of(basic(rest));
            case "bearer" -> TokenSecret.parse(rest).map(secret -> new Secret(Optional.empty(), secret));
            default -> Optional.empty();
        };
    }

    private static Credentials basic(String encoded) {
        if (encoded.length() > LONGEST) {
            return new Unreadable("");
        }
        try {
            var bytes = Base64.getDecoder().decode(encoded.getBytes(StandardCharsets.US_ASCII));
            var text = new String(bytes, StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return colon < 0 ? new Unreadable("") : of(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return new Unreadable("");
        }
    }

    private static boolean isJsonWebToken(String text) {
        return text.length() <= LONGEST
                && text.startsWith("ey")
                && text.chars().filter(c -> c == '.').count() == 2;
    }
}
