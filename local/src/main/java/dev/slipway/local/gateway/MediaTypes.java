package dev.slipway.local.gateway;

import java.util.Locale;
import java.util.Set;

/** Which bodies an HTTP API gives to a handler as text; all others come as Base64. */
final class MediaTypes {

    private static final Set<String> TEXT = Set.of("application/json", "application/xml", "application/javascript");

    private MediaTypes() {}

    static boolean isText(String contentType) {
        int parameters = contentType.indexOf(';');
        var type = (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
        var lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("text/") || TEXT.contains(lower);
    }
}
