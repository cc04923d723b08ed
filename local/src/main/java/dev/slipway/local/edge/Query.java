package dev.slipway.local.edge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A query as CloudFront shows it to functions: values by name, nothing decoded, empty pieces left out. */
final class Query {

    private Query() {}

    static Map<String, List<String>> parse(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var piece : query.split("&", -1)) {
            var equals = piece.indexOf('=');
            var name = equals < 0 ? piece : piece.substring(0, equals);
            if (!name.isEmpty()) {
                parameters
                        .computeIfAbsent(name, ignored -> new ArrayList<>())
                        .add(equals < 0 ? "" : piece.substring(equals + 1));
            }
        }
        return parameters;
    }

    static String format(Map<String, List<String>> parameters) {
        var query = new StringJoiner("&");
        parameters.forEach((name, values) -> values.forEach(value -> query.add(name + "=" + value)));
        return query.toString();
    }
}
