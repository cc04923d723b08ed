package dev.slipway.registry.owner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A trust policy as one text of an owner's item. */
final class PolicyJson {

    private static final JsonFactory JSON = new JsonFactory();

    private PolicyJson() {}

    static String write(TrustPolicy policy) {
        var out = new StringWriter();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("name", policy.name());
            json.writeStringField("revision", policy.revision());
            json.writeStringField("issuer", policy.issuer());
            json.writeStringField("audience", policy.audience());
            json.writeObjectFieldStart("claims");
            for (var claim : new TreeMap<>(policy.claims()).entrySet()) {
                json.writeStringField(claim.getKey(), claim.getValue());
            }
            json.writeEndObject();
            json.writeFieldName("scopes");
            var scopes =
                    policy.scopes().stream().sorted().map(TokenScope::toString).toArray(String[]::new);
            json.writeArray(scopes, 0, scopes.length);
            json.writeFieldName("packages");
            var packages = policy.packages().stream().map(PackagePattern::value).toArray(String[]::new);
            json.writeArray(packages, 0, packages.length);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    static TrustPolicy read(String text) {
        var texts = new LinkedHashMap<String, String>();
        var lists = new LinkedHashMap<String, List<String>>();
        Map<String, String> claims = Map.of();
        try (var json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                switch (json.nextToken()) {
                    case START_OBJECT -> claims = claims(json);
                    case START_ARRAY -> lists.put(name, list(json));
                    default -> texts.put(name, json.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TrustPolicy(
                texts.getOrDefault("name", ""),
                texts.getOrDefault("revision", ""),
                texts.getOrDefault("issuer", ""),
                texts.getOrDefault("audience", ""),
                claims,
                lists.getOrDefault("scopes", List.of()).stream()
                        .flatMap(scope -> TokenScope.find(scope).stream())
                        .collect(Collectors.toSet()),
                lists.getOrDefault("packages", List.of()).stream()
                        .map(PackagePattern::new)
                        .toList());
    }

    private static Map<String, String> claims(JsonParser json) throws IOException {
        var claims = new LinkedHashMap<String, String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            claims.put(json.currentName(), json.nextTextValue());
        }
        return claims;
    }

    private static List<String> list(JsonParser json) throws IOException {
        var values = new ArrayList<String>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            values.add(json.getText());
        }
        return values;
    }
}
