package dev.slipway.registry.blob;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What {@link Copies} tells whoever makes a copy, as JSON: {@code {"repository":"NAME","upload":"ID"}}. */
public record CopyRequest(RepositoryName repository, UploadId upload) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads one; {@link IOException} for anything else. */
    public static CopyRequest read(InputStream text) throws IOException {
        var repository = "";
        var upload = "";
        try (var json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "repository" -> repository = json.getValueAsString("");
                    case "upload" -> upload = json.getValueAsString("");
                    default -> json.skipChildren();
                }
            }
            return new CopyRequest(new RepositoryName(repository), new UploadId(upload));
        } catch (RegistryException invalid) {
            throw new IOException("not a request for a copy", invalid);
        }
    }

    public byte[] json() {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("repository", repository.value());
            json.writeStringField("upload", upload.value());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
