package dev.slipway.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a query, decoded, the values of one name joined by commas, as payload 2.0 has them. */
final class QueryString {

    private QueryString() {}

    static Map<String, String> parse(String raw) {
        var parameters = new LinkedHashMap<String, String>();
        if (raw.isEmpty()) {
            return parameters;
        }
        for (var part : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            var name = decode(equals < 0 ? part : part.substring(0, equals));
            var value = equals < 0 ? "" : decode(part.substring(equals + 1));
            if (!name.isEmpty()) {
                parameters.merge(name, value, (before, next) -> before + "," + next);
            }
        }
        return parameters;
    }

    /** The text behind the escapes; where they are malformed, the text as it is. */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
