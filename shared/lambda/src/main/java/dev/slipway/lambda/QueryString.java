package dev.slipway.lambda;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The query of a URL: names, and the values of each in their order. */
public final class QueryString {

    private QueryString() {}

    /** Reads a query; empty pairs, as in {@code ?&digest=…}, are passed over. */
    static Map<String, List<String>> parse(String query) {
        var values = new LinkedHashMap<String, List<String>>();
        if (query.isEmpty()) {
            return values;
        }
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decode(name), ignored -> new ArrayList<>())
                        .add(decode(value));
            }
        }
        return values;
    }

    /** A value as it may stand in a query. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(ErrorCode.UNSUPPORTED, "the query is not well encoded").status(400);
        }
    }
}
