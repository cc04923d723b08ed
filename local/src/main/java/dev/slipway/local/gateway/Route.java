package dev.slipway.local.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What template.yaml says of one route.
 *
 * @param path as written there, such as {@code /manifests/{reference}}
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
        if (own.size() != parts.size()) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            if (isVariable(own.get(i)) && !parts.get(i).isEmpty()) {
                variables.put(own.get(i).substring(1, own.get(i).length() - 1), parts.get(i));
            } else if (!own.get(i).equals(parts.get(i))) {
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
