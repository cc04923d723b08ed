package dev.slipway.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.slipway.registry.error.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as API Gateway hands it to a Lambda function (API Gateway Developer Guide, "Payload format version
 * 2.0"), as far as it is used here.
 */
final class Event {

    private static final int LONGEST_BODY = 6 << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_BODY)
                    .build())
            .build();

    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> pathParameters = new HashMap<>();
    private String method = "";
    private String path = "";
    private String rawQuery = "";
    private String requestId = "";
    private String body = "";
    private boolean base64;
    private @Nullable Map<String, List<String>> query;

    private Event() {}

    static Event read(InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            var event = new Event();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                event.readMember(parser);
            }
            return event;
        }
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, String> pathParameters() {
        return pathParameters;
    }

    String method() {
        return method;
    }

    /** As the edge has written it, such as {@code /manifests/latest}. */
    String path() {
        return path;
    }

    /**
     * The parameters of the query, the values of each in their order.
     *
     * @throws RegistryException where they are not well encoded
     */
    Map<String, List<String>> query() {
        if (query == null) {
            query = QueryString.parse(rawQuery);
        }
        return query;
    }

    String requestId() {
        return requestId;
    }

    byte[] body() {
        return base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    /** In bytes. */
    long bodyLength() {
        if (!base64) {
            return body.isEmpty() ? 0 : body.getBytes(StandardCharsets.UTF_8).length;
        }
        var padding = body.endsWith("==") ? 2 : body.endsWith("=") ? 1 : 0;
        return body.length() / 4L * 3 - padding;
    }

    private void readMember(JsonParser parser) throws IOException {
        var name = parser.currentName();
        parser.nextToken();
        switch (name) {
            case "headers" -> readTexts(parser, headers);
            case "pathParameters" -> readTexts(parser, pathParameters);
            case "rawPath" -> path = parser.getValueAsString("");
            case "rawQueryString" -> rawQuery = parser.getValueAsString("");
            case "requestContext" -> readContext(parser);
            case "body" -> body = parser.getValueAsString("");
            case "isBase64Encoded" -> base64 = parser.getBooleanValue();
            default -> parser.skipChildren();
        }
    }

    private void readContext(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "requestId" -> requestId = parser.getValueAsString("");
                case "http" -> readHttp(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readHttp(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            if (name.equals("method")) {
                method = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void readTexts(JsonParser parser, Map<String, String> into) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) { // null for none, as some tools write it
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            into.put(name, parser.getValueAsString(""));
        }
    }
}
