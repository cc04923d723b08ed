package dev.slipway.relay.front;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where clients are sent. What leads to the registry becomes a path, so that they come by here again; but for downloads, which they get
 * from the registry itself: those bytes need no relay.
 */
record Locations(URI registry) {

    private static final String DOWNLOADS = "/download/";

    String forClient(String location) {
        try {
            var uri = URI.create(location);
            var leadsHere = uri.isAbsolute() && origin(uri).equals(origin(registry));
            if (leadsHere && !uri.getRawPath().startsWith(DOWNLOADS)) {
                var query = Optional.ofNullable(uri.getRawQuery())
                        .map(text -> "?" + text)
                        .orElse("");
                return uri.getRawPath() + query;
            }
        } catch (IllegalArgumentException e) {
            // it is for the client to make something of it
        }
        return location;
    }

    private static String origin(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var usual = scheme.equals("https") ? 443 : 80;
        var port = uri.getPort() < 0 ? usual : uri.getPort();
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
