package dev.slipway.relay;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which headers go past the relay: those of the message, not those of a connection (RFC 9110 section 7.6.1), nor what
 * CloudFront and Lambda add on the way to a relay: the registry's own CloudFront would take them for a request that goes in
 * a circle, or for somebody else's word about the client.
 */
final class PassedHeaders {

    private static final Set<String> CONNECTION = caseless(
            "Connection",
            "Keep-Alive",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "Proxy-Connection",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "Content-Length",
            "Expect",
            "Host",
            "Date");
    private static final Pattern ADDED = Pattern.compile(
            "(?i)slipway-viewer|via|forwarded|x-real-ip|(x-forwarded|x-amz|x-amzn|cloudfront|lambda-web)-.*");

    private PassedHeaders() {}

    /** Copies a client's headers; its credentials only where the call needs them. */
    static void request(RelayRequest from, boolean credentials, HttpRequest.Builder to) {
        var named = named(from.headers().getOrDefault("Connection", List.of()));
        from.headers().forEach((name, values) -> {
            var kept = !CONNECTION.contains(name)
                    && !named.contains(name)
                    && !ADDED.matcher(name).matches();
            if (kept && (credentials || !name.equalsIgnoreCase("Authorization"))) {
                values.forEach(value -> add(to, name, value));
            }
        });
    }

    /** An answer of the registry as an answer to the client. */
    static RelayResponse answer(HttpResponse<byte[]> answer) {
        var named = named(answer.headers().allValues("Connection"));
        var kept = new HashMap<>(answer.headers().map());
        kept.keySet().removeIf(name -> name.startsWith(":") || CONNECTION.contains(name) || named.contains(name));
        return new RelayResponse(answer.statusCode(), kept, answer.body());
    }

    private static void add(HttpRequest.Builder to, String name, String value) {
        try {
            to.header(name, value);
        } catch (IllegalArgumentException unsendable) {
            // a header that HTTP does not allow: the registry would refuse the request for it, the client's work is
            // lost
        }
    }

    private static Set<String> named(List<String> connection) {
        var names = caseless();
        connection.forEach(line -> List.of(line.split(",")).forEach(name -> names.add(name.strip())));
        return names;
    }

    private static Set<String> caseless(String... names) {
        var set = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}
