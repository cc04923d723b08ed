package dev.slipway.local.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads what a handler wrote: a response of API Gateway's payload format 2.0. */
final class ResponseReader {

    private final JsonFactory json = new JsonFactory();

    /**
     * Reads a response and names it.
     *
     * @param id of the request
     * @throws IOException when a handler wrote something else than JSON
     * @throws IllegalArgumentException when it is JSON, but a header, the status or the Base64 cannot be
     */
    ApiResponse read(PayloadStream written, String id) throws IOException {
        var response = new ResponseBuilder();
        try (var parser = written.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a response is an object, not " + parser.currentToken());
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readField(parser, response);
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("a response is one object");
            }
        }
        return response.hasStatus()
                ? response.build(id)
                : asBody(written.toByteArray()).named(id);
    }

    private static void readField(JsonParser parser, ResponseBuilder response) throws IOException {
        var name = parser.currentName();
        parser.nextToken();
        switch (name) {
            case "statusCode" -> response.status(parser.getValueAsInt());
            case "isBase64Encoded" -> response.base64(parser.getValueAsBoolean());
            case "body" -> response.body(parser.getValueAsString(""));
            case "headers" -> readHeaders(parser, response);
            case "cookies" -> readCookies(parser, response);
            default -> parser.skipChildren();
        }
    }

    private static void readHeaders(JsonParser parser, ResponseBuilder response) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            response.header(name, parser.getValueAsString(""));
            parser.skipChildren();
        }
    }

    private static void readCookies(JsonParser parser, ResponseBuilder response) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            response.header("set-cookie", parser.getValueAsString(""));
            parser.skipChildren();
        }
    }

    /** What has no status is itself the body of a 200, as API Gateway infers. */
    private static ApiResponse asBody(byte[] written) {
        return new ApiResponse(200, Map.of("content-type", List.of("application/json")), written);
    }
}
