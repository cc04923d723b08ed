package dev.slipway.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the route of a request: of several, one that is not greedy, and of these the one with the fewest variables. */
final class Routes {

    private final List<Route> routes;

    Routes(List<Route> routes) {
        this.routes = routes.stream()
                .sorted(Comparator.comparing(Route::isGreedy).thenComparing(Route::fixed, Comparator.reverseOrder()))
                .toList();
    }

    Optional<Match> find(String method, String path) {
        var parts = Route.split(path).stream().map(Routes::decode).toList();
        for (var route : routes) {
            var variables = route.match(method, parts);
            if (variables.isPresent()) {
                return Optional.of(new Match(route, variables.get()));
            }
        }
        return Optional.empty();
    }

    /** A component of a path without its escapes; a plus stands for itself here. */
    private static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
