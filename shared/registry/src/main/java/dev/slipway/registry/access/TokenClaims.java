package dev.slipway.registry.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.registry.network.Block;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The second part of a token: the claims of RFC 7519, the {@code access} claim of the Docker token specification, and five
 * of our own: {@code credential}, {@code refused} (in the form of {@code access}, with {@code reason} and {@code detail}), {@code reasons},
 * {@code owners} and {@code near}.
 * Times are seconds since 1970.
 */
final class TokenClaims {

    private String issuer = "";
    private String audience = "";
    private String subject = "";
    private String credential = "";
    private long issuedAt;
    private long notBefore;
    private long expiry;
    private final List<Scope> access = new ArrayList<>();
    private final List<Grant.Refusal> refused = new ArrayList<>();
    private final Set<Verdict.Reason> reasons = EnumSet.noneOf(Verdict.Reason.class);
    private final Set<String> owners = new HashSet<>();
    private Optional<Block> near = Optional.empty();

    private record Entry(Scope scope, String reason, String detail) {}

    private TokenClaims() {}

    static TokenClaims read(JsonFactory json, byte[] text) throws IOException {
        try (var parser = json.createParser(text)) {
            var claims = new TokenClaims();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                claims.readClaim(parser);
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

    Instant issuedAt() {
        return Instant.ofEpochSecond(issuedAt);
    }

    Grant grant() {
        return new Grant(subject, credential, access, refused, reasons, owners, near);
    }

    /** Writes what a grant says into an object that is begun. */
    static void write(JsonGenerator json, Grant grant) throws IOException {
        json.writeStringField("sub", grant.subject());
        json.writeStringField("credential", grant.credential());
        json.writeArrayFieldStart("access");
        for (var scope : grant.scopes()) {
            write(json, scope, "", "");
        }
        json.writeEndArray();
        json.writeArrayFieldStart("refused");
        for (var refusal : grant.refused()) {
            write(json, refusal.scope(), refusal.reason().toString(), refusal.detail());
        }
        json.writeEndArray();
        write(
                json,
                "reasons",
                grant.reasons().stream().map(Verdict.Reason::toString).sorted());
        write(json, "owners", grant.owners().stream().sorted());
        if (grant.near().isPresent()) {
            json.writeStringField("near", grant.near().get().toString());
        }
    }

    private static void write(JsonGenerator json, String name, Stream<String> texts) throws IOException {
        json.writeFieldName(name);
        var array = texts.toArray(String[]::new);
        json.writeArray(array, 0, array.length);
    }

    private static void write(JsonGenerator json, Scope scope, String reason, String detail) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", scope.type());
        json.writeStringField("name", scope.name());
        write(json, "actions", scope.actions().stream().sorted().map(Action::toString));
        if (!reason.isEmpty()) {
            json.writeStringField("reason", reason);
        }
        if (!detail.isEmpty()) {
            json.writeStringField("detail", detail);
        }
        json.writeEndObject();
    }

    private void readClaim(JsonParser parser) throws IOException {
        var name = parser.currentName();
        parser.nextToken();
        switch (name) {
            case "iss" -> issuer = parser.getText();
            case "aud" -> audience = parser.getText();
            case "sub" -> subject = parser.getText();
            case "credential" -> credential = parser.getText();
            case "iat" -> issuedAt = parser.getLongValue();
            case "nbf" -> notBefore = parser.getLongValue();
            case "exp" -> expiry = parser.getLongValue();
            case "access" -> {
                for (var entry : entries(parser)) {
                    access.add(entry.scope());
                }
            }
            case "refused" -> {
                for (var entry : entries(parser)) {
                    refused.add(new Grant.Refusal(entry.scope(), Verdict.Reason.parse(entry.reason()), entry.detail()));
                }
            }
            case "reasons" -> {
                for (var text : texts(parser)) {
                    reasons.add(Verdict.Reason.parse(text));
                }
            }
            case "owners" -> owners.addAll(texts(parser));
            case "near" -> near = Optional.of(Block.parse(parser.getText()));
            default -> parser.skipChildren();
        }
    }

    private static List<Entry> entries(JsonParser parser) throws IOException {
        requireArray(parser);
        var entries = new ArrayList<Entry>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            entries.add(entry(parser));
        }
        return entries;
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        requireArray(parser);
        var texts = new ArrayList<String>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(parser.getText());
        }
        return texts;
    }

    private static void requireArray(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("not an array");
        }
    }

    private static Entry entry(JsonParser parser) throws IOException {
        var type = "";
        var resource = "";
        var reason = "";
        var detail = "";
        var actions = EnumSet.noneOf(Action.class);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> type = parser.getText();
                case "name" -> resource = parser.getText();
                case "reason" -> reason = parser.getText();
                case "detail" -> detail = parser.getText();
                case "actions" -> {
                    while (parser.nextToken() == JsonToken.VALUE_STRING) {
                        var action = Action.find(parser.getText());
                        if (action.isPresent()) {
                            actions.add(action.get());
                        }
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return new Entry(new Scope(type, resource, actions), reason, detail);
    }
}
