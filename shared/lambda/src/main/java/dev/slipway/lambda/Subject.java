package dev.slipway.lambda;

import dev.slipway.registry.cost.Way;
import dev.slipway.registry.error.RegistryException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request is about, for its receipt: read from the route and the names in it, whether or not the caller was let in.
 * What is no name is no subject.
 */
final class Subject {

    private static final int LONGEST = 255;
    private static final String SEPARATORS = "._/-";
    private static final Pattern TRANSFER =
            Pattern.compile("/(?:download|blobs/uploads)/([0-9a-f-]+)[/?]|[?&]x-slipway-transfer=([0-9a-f]+)");
    private static final Pattern EDGE = Pattern.compile("^https?://[^/]+/download/");
    private static final Pattern DIRECT = Pattern.compile("[?&]x-slipway-transfer=");
    private static final String SCOPE = "repository:";

    private Subject() {}

    /** The package that is named by the query, by the path or, at the token endpoint, by the first scope; empty for none. */
    static String repository(Event event) {
        var query = parameters(event);
        var named = first(query, "repository");
        if (!named.isEmpty()) {
            return sound(named);
        }
        var scope = first(query, "scope");
        if (scope.startsWith(SCOPE)) {
            return sound(scope.substring(SCOPE.length()).replaceFirst(":[^:]*$", ""));
        }
        return sound(event.pathParameters().getOrDefault("package", ""));
    }

    /** The owner of the package, or the one that the path names; empty for none. */
    static String owner(Event event, String repository) {
        var slash = repository.indexOf('/');
        return slash > 0
                ? repository.substring(0, slash)
                : sound(event.pathParameters().getOrDefault("owner", ""));
    }

    /** {@code pull}, {@code push}, {@code delete}, {@code list}, {@code sign-in} or {@code manage}. */
    static String action(Event event) {
        var path = event.path();
        if (isOf(path, "manifests") || isOf(path, "blobs")) { // as most are
            return byMethod(event);
        }
        if (isOf(path, "token") || isOf(path, "version")) {
            return "sign-in";
        }
        if (isOf(path, "api")) {
            return "manage";
        }
        if (isOf(path, "tags") || isOf(path, "catalog") || isOf(path, "referrers")) {
            return "list";
        }
        if (isOf(path, "uploads")) {
            return "push";
        }
        return byMethod(event);
    }

    private static String byMethod(Event event) {
        return switch (event.method()) {
            case "GET", "HEAD" -> "pull";
            case "DELETE" -> "delete";
            default -> "push";
        };
    }

    /** Whether this is the first segment of a path; asked of every request, which leaves no time to cut it out. */
    private static boolean isOf(String path, String segment) {
        var end = segment.length() + 1;
        return path.startsWith(segment, 1) && (path.length() == end || path.charAt(end) == '/');
    }

    /** The upload or download whose URL this is; empty for none. */
    static String transfer(String location) {
        var url = TRANSFER.matcher(location);
        return url.find() ? Objects.requireNonNullElseGet(url.group(1), () -> url.group(2)) : "";
    }

    /**
     * How a download goes whose URL this is; empty for none.
     *
     * @param isNear whether the client is in the bucket's region
     */
    static Optional<Way> way(String location, boolean isNear) {
        if (DIRECT.matcher(location).find()) {
            return Optional.of(isNear ? Way.S3_REGION : Way.S3);
        }
        return EDGE.matcher(location).find() ? Optional.of(Way.EDGE) : Optional.empty();
    }

    private static Map<String, List<String>> parameters(Event event) {
        try {
            return event.query();
        } catch (RegistryException _) {
            return Map.of();
        }
    }

    private static String first(Map<String, List<String>> query, String name) {
        var values = query.get(name);
        return values == null ? "" : values.getFirst();
    }

    private static String sound(String name) {
        var last = name.length() - 1;
        if (last >= LONGEST) {
            return "";
        }
        for (var at = 0; at <= last; at++) {
            var c = name.charAt(at);
            if (!isAlphanumeric(c) && (at == 0 || at == last || SEPARATORS.indexOf(c) < 0)) {
                return "";
            }
        }
        return name;
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
