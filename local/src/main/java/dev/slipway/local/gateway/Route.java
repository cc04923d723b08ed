package dev.slipway.local.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What template.yaml says of one route.
 *
 * @param path as written there, such as {@code /manifests/{reference}} or {@code /packages/{package+}}
 * @param handler the name of the class that answers
 */
public record Route(String method, String path, String handler) {

    /** The route as API Gateway names it in an event. */
    String key() {
        return method + " " + path;
    }

    /** How many components of the path are fixed: of two routes that match, the one with more of them wins. */
    long fixed() {
        return split(path).stream().filter(part -> !isVariable(part)).count();
    }

    /** The variables of the path, as they stand in a request's path; empty where the route is another one. */
    Optional<Map<String, String>> match(String method, List<String> parts) {
        if (!this.method.equals(method)) {
            return Optional.empty();
        }
        var own = split(path);
        var greedy = isGreedy() && parts.size() > own.size();
        return own.size() == parts.size() || greedy ? variables(own, parts) : Optional.empty();
    }

    /** Whether the last variable takes all that is left of a path, slashes and all. */
    boolean isGreedy() {
        return path.endsWith("+}");
    }

    private Optional<Map<String, String>> variables(List<String> own, List<String> parts) {
        var variables = new HashMap<String, String>();
        for (int i = 0; i < own.size(); i++) {
            var name = own.get(i);
            var value =
                    isGreedy() && i == own.size() - 1 ? String.join("/", parts.subList(i, parts.size())) : parts.get(i);
            if (isVariable(name) && !value.isEmpty()) {
                variables.put(name.replaceAll("[{+}]", ""), value);
            } else if (!name.equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    private static boolean isVariable(String part) {
        return part.startsWith("{");
    }
}
