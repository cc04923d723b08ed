package dev.slipway.registry.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The access log of the distribution: CloudFront's standard logging (v2) in JSON, an object a line (Amazon CloudFront Developer
 * Guide, "Standard logging reference"). What went to the API has a receipt and is left out.
 */
final class CloudFrontLog {

    private static final JsonFactory JSON = new JsonFactory();

    private static final int ERRORS = 400;

    /** No answer came about. */
    private static final int NOTHING = 100;

    /**
     * What a body is larger than that does not go to a function, as edge/viewer-request.js has it, and as much again as heads
     * commonly are, which CloudFront counts with the body.
     */
    private static final long SMALL = (4 << 20) + (4 << 10);

    private static final Pattern DOWNLOAD = Pattern.compile("/download/([^/]+)/.*");
    private static final Pattern UPLOAD = Pattern.compile("/v2/.+/blobs/uploads/([^/]*)");

    /** What the edge makes of either where it chooses the bucket; the object of a download has the id of another's upload. */
    private static final Pattern OBJECT = Pattern.compile("/blobs/(?:sha256|sha512|copied)/(?:.*/)?([^/]+)");

    /** Answers that CloudFront, or a function of its own, has given without any origin. */
    private static final Set<String> OF_THE_EDGE = Set.of(
            "FunctionGeneratedResponse",
            "FunctionExecutionError",
            "FunctionThrottledError",
            "Redirect",
            "LimitExceeded",
            "CapacityExceeded");

    private final Map<String, String> fields;

    private CloudFrontLog(Map<String, String> fields) {
        this.fields = fields;
    }

    static Optional<PassedRequest> read(String line) throws IOException {
        try {
            return new CloudFrontLog(fields(line)).request();
        } catch (JsonParseException e) {
            throw new IOException("no line of CloudFront's access log: no JSON", e);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("no line of CloudFront's access log: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> fields(String line) throws IOException {
        try (var parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            var fields = new HashMap<String, String>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IllegalArgumentException("an object in an object");
            }
            return fields;
        }
    }

    private Optional<PassedRequest> request() {
        var path = decoded(text("cs-uri-stem"));
        var method = text("cs-method");
        var time = Instant.parse(text("date") + "T" + text("time") + "Z");
        var transfer = isRead(method) && OBJECT.matcher(path).matches() ? "" : transfer(path);
        return usage(method, path)
                .map(usage -> new PassedRequest(
                        time, text("x-edge-request-id"), transfer, PassedRequest.action(method), usage));
    }

    /** Empty for what went to the API. */
    private Optional<Usage> usage(String method, String path) {
        var status = number("sc-status");
        var out = Usage.NONE
                .plus(Unit.CLOUDFRONT_REQUEST, 1)
                .plus(Unit.CLOUDFRONT_OUT, number("sc-bytes"))
                .plus(Unit.EDGE_FUNCTION, 1);
        if (isOfTheEdge()) {
            return Optional.of(out);
        }
        var passed = out.plus(Unit.EDGE_FUNCTION, status >= NOTHING && status < ERRORS ? 1 : 0);
        if (isRead(method)) {
            return Optional.of(passed)
                    .filter(_ -> isOfTheBucket(path))
                    .map(usage -> usage.plus(Unit.BUCKET_READ, isCached() ? 0 : 1));
        }
        var in = number("cs-bytes");
        return Optional.of(passed.plus(Unit.CLOUDFRONT_IN, in))
                .filter(_ -> isLargeUpload(path, in))
                .map(usage -> usage.plus(Unit.BUCKET_WRITE, method.equals("PUT") ? 1 : 0));
    }

    /**
     * Whether it is a whole layer, or what goes to the relay. A PUT goes to the bucket but where it closes an upload that others
     * have begun, which the query would tell, and no client is known to send.
     */
    private static boolean isLargeUpload(String path, long length) {
        return OBJECT.matcher(path).matches()
                || (length > SMALL && UPLOAD.matcher(path).matches());
    }

    private static boolean isOfTheBucket(String path) {
        return DOWNLOAD.matcher(path).matches() || OBJECT.matcher(path).matches();
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private boolean isOfTheEdge() {
        return OF_THE_EDGE.contains(text("x-edge-result-type"))
                || OF_THE_EDGE.contains(text("x-edge-response-result-type"));
    }

    /** Said before the answer was sent: of a client that hung up, the other result says no more than that. */
    private boolean isCached() {
        return text("x-edge-response-result-type").equals("Hit");
    }

    private static String transfer(String path) {
        for (var pattern : new Pattern[] {DOWNLOAD, UPLOAD, OBJECT}) {
            var found = pattern.matcher(path);
            if (found.matches()) {
                return found.group(1);
            }
        }
        return "";
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private long number(String name) {
        var text = text(name);
        return text.equals("-") ? 0 : Long.parseLong(text);
    }

    private String text(String name) {
        var text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return text;
    }
}
