package dev.slipway.registry.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The second part of a token. Times are seconds since 1970. */
record TokenClaims(String issuer, String audience, String subject, long notBefore, long expiry, List<Scope> access) {

    static TokenClaims read(JsonFactory json, byte[] text) throws IOException {
        try (var parser = json.createParser(text)) {
            var claims = new TokenClaims("", "", "", 0, 0, List.of());
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                claims = claims.with(parser);
            }
            return claims;
        }
    }

    boolean holdFor(String host, String issuedBy, Instant now, Duration skew) {
        return issuer.equals(issuedBy)
                && audience.equals(host)
                && now.plus(skew).getEpochSecond() >= notBefore
                && now.minus(skew).getEpochSecond() < expiry;
    }

    Grant grant() {
        return new Grant(subject, access);
    }

    private TokenClaims with(JsonParser parser) throws IOException {
        var name = parser.currentName();
        parser.nextToken();
        return switch (name) {
            case "iss" -> new TokenClaims(parser.getText(), audience, subject, notBefore, expiry, access);
            case "aud" -> new TokenClaims(issuer, parser.getText(), subject, notBefore, expiry, access);
            case "sub" -> new TokenClaims(issuer, audience, parser.getText(), notBefore, expiry, access);
            case "nbf" -> new TokenClaims(issuer, audience, subject, parser.getLongValue(), expiry, access);
            case "exp" -> new TokenClaims(issuer, audience, subject, notBefore, parser.getLongValue(), access);
            case "access" -> new TokenClaims(issuer, audience, subject, notBefore, expiry, scopes(parser));
            default -> {
                parser.skipChildren();
                yield this;
            }
        };
    }

    private static List<Scope> scopes(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("access is not an array");
        }
        var scopes = new ArrayList<Scope>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            scopes.add(scope(parser));
        }
        return scopes;
    }

    private static Scope scope(JsonParser parser) throws IOException {
        var type = "";
        var resource = "";
        var actions = EnumSet.noneOf(Action.class);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> type = parser.getText();
                case "name" -> resource = parser.getText();
                case "actions" -> {
                    while (parser.nextToken() == JsonToken.VALUE_STRING) {
                        Action.find(parser.getText()).ifPresent(actions::add);
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return new Scope(type, resource, actions);
    }
}
