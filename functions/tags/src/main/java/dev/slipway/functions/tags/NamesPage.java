package dev.slipway.functions.tags;

import com.fasterxml.jackson.core.JsonFactory;
import dev.slipway.lambda.QueryString;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.tag.Listing;
import dev.slipway.registry.tag.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A page of names as it is answered, with a {@code Link} to the next (RFC 5988) where there is one. */
final class NamesPage {

    private static final JsonFactory JSON = new JsonFactory();

    private NamesPage() {}

    /**
     * The answer.
     *
     * @param path of the listing
     * @param name of the repository, for a listing of its tags
     * @param array what the names are called
     */
    static Response response(Request request, Page page, String path, Optional<String> name, String array) {
        var response = Response.of(200).body("application/json", json(page, name, array));
        return page.next()
                .map(last -> response.header("link", "<" + next(request, path, last) + ">; rel=\"next\""))
                .orElse(response);
    }

    private static String next(Request request, String path, String last) {
        return path + "?n=" + Math.min(request.limit(Listing.LONGEST_PAGE), Listing.LONGEST_PAGE) + "&last="
                + QueryString.encode(last);
    }

    private static byte[] json(Page page, Optional<String> name, String array) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            if (name.isPresent()) {
                json.writeStringField("name", name.get());
            }
            json.writeArrayFieldStart(array);
            for (var entry : page.names()) {
                json.writeString(entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
