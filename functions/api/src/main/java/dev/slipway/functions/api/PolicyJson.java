package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.registry.owner.TrustPolicy;
import java.io.IOException;
import java.util.TreeMap;

/** A trust policy as it is told. */
final class PolicyJson {

    private PolicyJson() {}

    static void write(JsonGenerator json, TrustPolicy policy) throws IOException {
        json.writeStringField("name", policy.name());
        json.writeStringField("revision", policy.revision());
        json.writeStringField("issuer", policy.issuer());
        json.writeStringField("audience", policy.audience());
        json.writeObjectFieldStart("claims");
        for (var claim : new TreeMap<>(policy.claims()).entrySet()) {
            json.writeStringField(claim.getKey(), claim.getValue());
        }
        json.writeEndObject();
        JsonAnswer.texts(json, "scopes", policy.scopes().stream().sorted().toList());
        JsonAnswer.texts(json, "packages", policy.packages());
    }
}
