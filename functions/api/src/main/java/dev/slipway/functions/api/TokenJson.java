package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.registry.access.AccessToken;
import java.io.IOException;

/** A personal access token as it is told: neither its text nor what is kept of that. */
final class TokenJson {

    private TokenJson() {}

    static void write(JsonGenerator json, AccessToken token) throws IOException {
        json.writeStringField("id", token.id());
        json.writeStringField("user", token.user().value());
        json.writeStringField("name", token.name());
        JsonAnswer.texts(json, "scopes", token.scopes().stream().sorted().toList());
        JsonAnswer.texts(json, "packages", token.packages());
        JsonAnswer.time(json, "created", token.created());
        if (token.validUntil().isPresent()) {
            JsonAnswer.time(json, "expires", token.validUntil().get());
        }
        if (token.used().isPresent()) {
            JsonAnswer.time(json, "lastUsed", token.used().get());
        }
    }
}
