package dev.slipway.lambda;

import dev.slipway.registry.access.Grant;
import dev.slipway.registry.access.Viewer;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Reference;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request in the registry's own terms: what is read from it is of a type that cannot be wrong, or is an error. */
public final class Request {

    private static final int MOST_DIGITS = 9;

    private final Event event;
    private final Viewer viewer;
    private final Map<String, List<String>> query;
    private final Grant grant;

    Request(Event event, Viewer viewer) {
        this(event, viewer, event.query(), Grant.NOTHING);
    }

    private Request(Event event, Viewer viewer, Map<String, List<String>> query, Grant grant) {
        this.event = event;
        this.viewer = viewer;
        this.query = query;
        this.grant = grant;
    }

    /** The same request of a caller who may do this. */
    Request by(Grant caller) {
        return new Request(event, viewer, query, caller);
    }

    /** What the guard has found that the caller may do. */
    public Grant grant() {
        return grant;
    }

    public String method() {
        return event.method();
    }

    /** Who asked, by the edge's word. */
    public Viewer viewer() {
        return viewer;
    }

    public boolean isHead() {
        return event.method().equals("HEAD");
    }

    public RepositoryName repository() {
        return new RepositoryName(parameter("repository").orElse(""));
    }

    public Reference reference() {
        return Reference.parse(pathParameter("reference"));
    }

    public Digest digest() {
        return Digest.parse(pathParameter("digest"));
    }

    public UploadId upload() {
        return new UploadId(pathParameter("id"));
    }

    /** A header by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(event.headers().get(name));
    }

    /** A query parameter, the first where it is given more than once; empty where it is missing or empty. */
    public Optional<String> parameter(String name) {
        return parameters(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    public List<String> parameters(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** The {@code n} of a listing: how many entries the client wants; the default where it does not say. */
    public int limit(int otherwise) {
        return parameter("n").map(Request::limit).orElse(otherwise);
    }

    public byte[] body() {
        return event.body();
    }

    /**
     * The fields of a form that was sent as the body (application/x-www-form-urlencoded).
     *
     * @param most bytes the body may have; more is a 413
     */
    public Map<String, List<String>> form(int most) {
        var content = body();
        if (content.length > most) {
            throw new RegistryException(ErrorCode.SIZE_INVALID, "a form has at most " + most + " bytes here")
                    .status(413);
        }
        return QueryString.parse(new String(content, StandardCharsets.UTF_8));
    }

    private static int limit(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new RegistryException(ErrorCode.UNSUPPORTED, "n is not a number of entries").status(400);
        }
        return text.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(text);
    }

    /** A part of the path by its name in template.yaml. */
    public String pathParameter(String name) {
        return event.pathParameters().getOrDefault(name, "");
    }
}
