package dev.slipway.relay.front;

import dev.slipway.relay.Relay;
import dev.slipway.relay.RelayRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says which way a request goes. */
final class FrontHandler extends Handler.Abstract {

    private static final Pattern UPLOAD = Pattern.compile("/v2/.+/blobs/uploads/[^/?]+(?:\\?.*)?");
    private static final Pattern WHOLE = Pattern.compile("/v2/.+/blobs/uploads/?\\?(?:.*&)?digest=.*");

    private final Locations locations;
    private final Relay relay;
    private final PassThrough passing;

    FrontHandler(URI registry, Relay relay, PassThrough passing) {
        this.locations = new Locations(registry);
        this.relay = relay;
        this.passing = passing;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            answer(request, response, callback);
        } catch (HttpException.RuntimeException | HttpException.IllegalArgumentException e) {
            callback.failed(e); // chunks of bad form
        } catch (IOException e) {
            callback.failed(new Request.Handler.AbortException());
        }
        return true;
    }

    private void answer(Request request, Response response, Callback callback) throws IOException {
        var target = String.valueOf(request.getHttpURI().getPathQuery());
        if (!target.startsWith("/")) {
            Refusals.write(response, callback, 400, "UNSUPPORTED", "a request asks for a path");
            return;
        }
        var body = Content.Source.asInputStream(request);
        if (isUpload(request.getMethod(), target)) {
            var answer = relay.handle(
                    new RelayRequest(request.getMethod(), target, headers(request), body, length(request)));
            write(response, answer.status(), answer.headers());
            response.write(true, ByteBuffer.wrap(answer.body()), callback);
        } else {
            pass(request, target, body, response, callback);
        }
    }

    private void pass(Request request, String target, InputStream body, Response response, Callback callback)
            throws IOException {
        try (var answer = passing.send(request.getMethod(), target, headers(request), body)) {
            write(response, answer.status(), answer.headers());
            if (answer.length().isPresent()) {
                response.getHeaders().put("Content-Length", answer.length().getAsLong());
            }
            var out = Response.asBufferedOutputStream(request, response);
            if (!request.getMethod().equals("HEAD")) {
                answer.writeTo(out);
            }
            out.close(); // only after a whole body: its end would pass for the body's own
            callback.succeeded();
        } catch (PassThrough.Refused e) {
            Refusals.write(response, callback, e.status(), e.code(), e.words());
        }
    }

    private void write(Response response, int status, Map<String, List<String>> headers) {
        response.setStatus(status);
        headers.forEach((name, values) -> {
            if (name.equalsIgnoreCase("Location")) {
                response.getHeaders()
                        .put(name, values.stream().map(locations::forClient).toList());
            } else {
                response.getHeaders().put(name, values);
            }
        });
    }

    private static boolean isUpload(String method, String target) {
        return switch (method) {
            case "PATCH", "PUT" -> UPLOAD.matcher(target).matches();
            case "POST" -> WHOLE.matcher(target).matches();
            default -> false;
        };
    }

    private static Map<String, List<String>> headers(Request request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var field : request.getHeaders()) {
            var value = field.getValue();
            headers.computeIfAbsent(field.getName(), _ -> new ArrayList<>(1)).add(value == null ? "" : value);
        }
        return headers;
    }

    private static OptionalLong length(Request request) {
        var length = request.getLength();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }
}
