package dev.slipway.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import dev.slipway.registry.error.RegistryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON of an error (OCI Distribution Specification, "Error Codes"). */
final class ErrorBody {

    private static final JsonFactory JSON = new JsonFactory();

    private ErrorBody() {}

    static Response response(RegistryException error) {
        var response = Response.of(error.status()).body("application/json", body(error));
        for (var header : error.headers().entrySet()) {
            response = response.header(header.getKey(), header.getValue());
        }
        return response;
    }

    private static byte[] body(RegistryException error) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("errors");
            json.writeStartObject();
            json.writeStringField("code", error.code().name());
            json.writeStringField("message", error.getMessage());
            json.writeObjectFieldStart("detail");
            for (var detail : error.detail().entrySet()) {
                json.writeStringField(detail.getKey(), detail.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
