package dev.slipway.local.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a function returned, {@code {"origin":ID,"result":REQUEST-OR-RESPONSE}}, and believes none of it. */
final class ResultReader {

    private static final JsonFactory JSON = new JsonFactory();

    private String origin = "";
    private int status;
    private String method = "";
    private String uri = "";
    private String body = "";
    private Map<String, List<String>> query = Map.of();
    private Map<String, List<String>> headers = new LinkedHashMap<>();

    private ResultReader() {}

    static EdgeDecision decision(String result) {
        var read = read(result);
        if (read.status != 0) {
            return new EdgeDecision.Answer(read.checkedStatus(), read.headers, read.body);
        }
        if (read.method.isEmpty() || !read.uri.startsWith("/")) {
            throw new EdgeFailure("an edge function returned neither a request nor a response");
        }
        var origin = read.origin.isEmpty() ? Origin.API : Origin.of(read.origin);
        return new EdgeDecision.Forward(origin, read.method, read.uri, Query.format(read.query), read.headers);
    }

    /** A response, with one header more where it is given and the function did not say it. */
    static EdgeResponse response(String result, String header, @Nullable List<String> values) {
        var read = read(result);
        if (values != null) {
            read.headers.putIfAbsent(header, values);
        }
        return new EdgeResponse(read.checkedStatus(), read.headers);
    }

    private int checkedStatus() {
        if (status < 200 || status > 599) {
            throw new EdgeFailure("an edge function returned the status " + status);
        }
        return status;
    }

    private static ResultReader read(String result) {
        var reader = new ResultReader();
        try (var parser = JSON.createParser(result)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                reader.member(parser, parser.currentName());
            }
            return reader;
        } catch (IOException e) {
            throw new EdgeFailure("an edge function returned nonsense", e);
        }
    }

    private void member(JsonParser parser, String name) throws IOException {
        parser.nextToken();
        switch (name) {
            case "result" -> {
                expect(parser.currentToken(), JsonToken.START_OBJECT);
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    member(parser, parser.currentName());
                }
            }
            case "origin" -> origin = text(parser);
            case "method" -> method = text(parser);
            case "uri" -> uri = text(parser);
            case "body" -> body = text(parser);
            case "statusCode" -> {
                expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT);
                status = parser.getIntValue();
            }
            case "querystring" -> query = fields(parser);
            case "headers" -> headers = fields(parser);
            default -> parser.skipChildren();
        }
    }

    private static Map<String, List<String>> fields(JsonParser parser) throws IOException {
        expect(parser.currentToken(), JsonToken.START_OBJECT);
        var fields = new LinkedHashMap<String, List<String>>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            fields.put(parser.currentName(), values(parser));
        }
        return fields;
    }

    /** {@code {"value":V}} or {@code {"value":V,"multiValue":[{"value":V},…]}}, of which the latter says all. */
    private static List<String> values(JsonParser parser) throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        var values = new ArrayList<String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals("value")) {
                parser.nextToken();
                values.add(text(parser));
            } else {
                values.clear();
                multiValue(parser, values);
            }
        }
        if (values.isEmpty()) {
            throw new EdgeFailure("an edge function returned a field without a value");
        }
        return values;
    }

    private static void multiValue(JsonParser parser, List<String> values) throws IOException {
        expect(parser.nextToken(), JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            expect(parser.nextToken(), JsonToken.FIELD_NAME);
            parser.nextToken();
            values.add(text(parser));
            expect(parser.nextToken(), JsonToken.END_OBJECT);
        }
    }

    private static String text(JsonParser parser) throws IOException {
        expect(parser.currentToken(), JsonToken.VALUE_STRING);
        return parser.getText();
    }

    private static void expect(JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw new EdgeFailure("an edge function returned " + found + " where " + expected + " belongs");
        }
    }
}
