package dev.slipway.registry.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The first part of a token: how it is signed, and by which key. */
record TokenHeader(String algorithm, String keyId) {

    static TokenHeader read(JsonFactory json, byte[] text) throws IOException {
        try (var parser = json.createParser(text)) {
            var algorithm = "";
            var keyId = "";
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "alg" -> algorithm = parser.getText();
                    case "kid" -> keyId = parser.getText();
                    default -> parser.skipChildren();
                }
            }
            return new TokenHeader(algorithm, keyId);
        }
    }
}
