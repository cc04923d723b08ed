package dev.slipway.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The control plane's side of the relay's protocol, in memory. Stricter than a registry need be: an upload URL is good only
 * for the offset it was made for. What a relay must not do is written down as a violation.
 */
final class FakeRegistry extends FakeServer {

    static final String UPLOADS = "/v2/team/app/blobs/uploads/";
    private static final Pattern UPLOAD = Pattern.compile(UPLOADS + "([0-9a-f-]{36})(/parts|/copy)?");
    private static final Pattern STATE = Pattern.compile("(?:.*&)?state=key\\.(\\d+)\\.1\\.mac(?:&.*)?");
    private static final Pattern DIGEST = Pattern.compile("(?:.*&)?digest=([^&]+)(?:&.*)?");
    private static final Pattern COUNT = Pattern.compile("\\{\"count\":(\\d{1,3})}");

    private final FakeBucket bucket;
    private final int partSize;
    private final Map<String, FakeUpload> uploads = new ConcurrentHashMap<>();
    private final Map<String, FakeUpload> blobs = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger copiesUnderWay = new AtomicInteger();

    FakeRegistry(FakeBucket bucket, int partSize) throws IOException {
        this.bucket = bucket;
        this.partSize = partSize;
    }

    /** Begins an upload as a client would; the path of its URL with the query. */
    String begin() {
        var upload = new FakeUpload(UUID.randomUUID().toString());
        uploads.put(upload.id, upload);
        return location(upload);
    }

    FakeUpload upload(String location) {
        var id = UPLOAD.matcher(location.replaceAll("\\?.*", ""));
        if (!id.matches()) {
            throw new AssertionError("not an upload: " + location);
        }
        return Objects.requireNonNull(uploads.get(id.group(1)));
    }

    Optional<FakeUpload> blob(String digest) {
        return Optional.ofNullable(blobs.get(digest));
    }

    /** The next so many times that somebody asks, the copy is under way. */
    void copySlowly(int answers) {
        copiesUnderWay.set(answers);
    }

    List<String> violations() {
        return violations;
    }

    @Override
    void answer(HttpExchange exchange, String line) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (headers.containsKey("slipway-viewer") || headers.containsKey("Transfer-Encoding")) {
            violations.add(line + " carries a header that must stay behind");
        }
        if (headers.containsKey("Authorization") && !line.equals("POST " + UPLOADS)) {
            violations.add(line + " carries credentials");
        }
        var body = exchange.getRequestBody().readAllBytes();
        if (body.length > Transfer.SMALL_BODY) {
            violations.add(line + " is too large: " + body.length);
        }
        var path = UPLOAD.matcher(exchange.getRequestURI().getRawPath());
        if (line.equals("POST " + UPLOADS)) {
            start(exchange, body);
        } else if (path.matches() && uploads.containsKey(path.group(1))) {
            var upload = uploads.get(path.group(1));
            synchronized (upload) {
                answer(exchange, upload, Optional.ofNullable(path.group(2)).orElse(""), body);
            }
        } else {
            error(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
        }
    }

    private void start(HttpExchange exchange, byte[] body) throws IOException {
        if (!"Bearer a-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"http://here/token\"");
            error(exchange, 401, "UNAUTHORIZED");
            return;
        }
        var location = begin();
        if (query(exchange, DIGEST).isPresent()) {
            var upload = upload(location);
            upload.append(body);
            close(exchange, upload);
        } else {
            moved(exchange, upload(location), 202);
        }
    }

    private void answer(HttpExchange exchange, FakeUpload upload, String below, byte[] body) throws IOException {
        var method = exchange.getRequestMethod();
        var parts = below.equals("/parts");
        if (method.equals("GET")) {
            moved(exchange, upload, 204);
        } else if (method.equals("POST") && parts) {
            places(exchange, upload, body);
        } else if (!outOfOrder(exchange, upload).isEmpty()) {
            exchange.getResponseHeaders().set("Range", upload.range());
            exchange.getResponseHeaders().set("Location", location(upload));
            error(exchange, 416, "BLOB_UPLOAD_INVALID");
        } else if (method.equals("PUT") && parts) {
            add(exchange, upload, body);
        } else if (method.equals("POST") && below.equals("/copy")) {
            copy(exchange, upload, body);
        } else {
            upload.append(body);
            if (method.equals("PUT")) {
                close(exchange, upload);
            } else {
                moved(exchange, upload, 202);
            }
        }
    }

    private void places(HttpExchange exchange, FakeUpload upload, byte[] body) throws IOException {
        var count = COUNT.matcher(new String(body, StandardCharsets.UTF_8));
        if (!count.matches() || Integer.parseInt(count.group(1)) > 100) {
            violations.add("asks for parts with a body that is not right");
            error(exchange, 400, "UNSUPPORTED");
            return;
        }
        var urls = new ArrayList<String>();
        for (int i = 0; i < Integer.parseInt(count.group(1)); i++) {
            var number = upload.takeNumber();
            urls.add("{\"number\":%d,\"url\":\"%s/%s/%d?signature=x%%2By\"}"
                    .formatted(number, bucket.address(), upload.id, number));
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(
                exchange,
                200,
                "{\"offset\":%d,\"pending\":%d,\"partSize\":%d,\"more\":{\"later\":[1]},\"parts\":[%s]}"
                        .formatted(upload.size(), upload.pending(), partSize, String.join(",", urls)));
    }

    private void add(HttpExchange exchange, FakeUpload upload, byte[] body) throws IOException {
        var parts = new ArrayList<FakeBucket.Part>();
        long offset = -1;
        int last = 0;
        try (var json = new JsonFactory().createParser(body)) {
            json.nextToken();
            for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                if (name.equals("offset")) {
                    offset = json.getLongValue();
                    continue;
                }
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    json.nextFieldName();
                    var number = json.nextIntValue(-1);
                    json.nextFieldName();
                    var tag = json.nextTextValue();
                    json.nextFieldName();
                    var size = json.nextLongValue(-1);
                    json.nextToken();
                    parts.add(part(upload, number, last, tag, size));
                    last = number;
                }
            }
        }
        checkSizes(parts);
        if (offset != upload.size() || upload.pending() > 0) {
            error(exchange, 416, "BLOB_UPLOAD_INVALID");
            return;
        }
        parts.forEach(upload::add);
        moved(exchange, upload, 202);
    }

    private void copy(HttpExchange exchange, FakeUpload upload, byte[] body) throws IOException {
        if (body.length > 0 || !upload.hasParts()) {
            violations.add("asks for a copy where there is nothing to put together, or with a body");
        }
        exchange.getResponseHeaders().set("Retry-After", "0");
        send(exchange, copiesUnderWay.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 202 : 200, "");
    }

    private FakeBucket.Part part(FakeUpload upload, int number, int last, String tag, long size) {
        var part = bucket.part(upload.id, number).orElseThrow(() -> new AssertionError("no part " + number));
        if (!part.tag().equals(tag) || part.size() != size || number <= last || !upload.gave(number)) {
            violations.add("part " + number + " is not what lies in the bucket");
        }
        return part;
    }

    private void checkSizes(List<FakeBucket.Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            var size = parts.get(i).size();
            var last = i == parts.size() - 1;
            if (last ? size < Transfer.SMALLEST_PART || size > partSize : size != partSize) {
                violations.add("a part of " + size + " bytes");
            }
        }
    }

    private void close(HttpExchange exchange, FakeUpload upload) throws IOException {
        var digest = query(exchange, DIGEST).orElse("none").replace("%3A", ":");
        if (!digest.equals(upload.digest())) {
            error(exchange, 400, "DIGEST_INVALID");
            return;
        }
        blobs.put(digest, upload);
        exchange.getResponseHeaders().set("Location", "/v2/team/app/blobs/" + digest);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
        send(exchange, 201, "");
    }

    private void moved(HttpExchange exchange, FakeUpload upload, int status) throws IOException {
        exchange.getResponseHeaders().set("Location", location(upload));
        exchange.getResponseHeaders().set("Range", upload.range());
        exchange.getResponseHeaders().set("Docker-Upload-UUID", upload.id);
        send(exchange, status, "");
    }

    /** Why bytes cannot be added: the URL is for another offset, or the range is. Empty when they can. */
    private static String outOfOrder(HttpExchange exchange, FakeUpload upload) {
        var state = query(exchange, STATE).orElse("");
        var range = exchange.getRequestHeaders().getFirst("Content-Range");
        if (!state.equals(Long.toString(upload.size()))) {
            return "the URL is for " + state;
        }
        return range == null || range.startsWith(upload.size() + "-") ? "" : "the range is " + range;
    }

    private static Optional<String> query(HttpExchange exchange, Pattern pattern) {
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        var found = pattern.matcher(query);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String location(FakeUpload upload) {
        return UPLOADS + upload.id + "?state=key." + upload.size() + ".1.mac";
    }
}
