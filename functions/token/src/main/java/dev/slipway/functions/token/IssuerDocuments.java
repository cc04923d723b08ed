package dev.slipway.functions.token;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Fetches what an issuer publishes: over TLS, but for an issuer on this very machine; never from where a redirect leads; and
 * not without end.
 */
final class IssuerDocuments extends DefaultResourceRetriever {

    private static final int LARGEST = 128 * 1024;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final String issuer;

    IssuerDocuments(String issuer, Duration patience) {
        super((int) patience.toMillis(), (int) patience.toMillis(), LARGEST);
        setHeaders(Map.of("accept", List.of("application/json"), "user-agent", List.of("slipway")));
        this.issuer = issuer;
    }

    /** The discovery document (OpenID Connect Discovery 1.0, section 4.1). */
    String discovery() throws IOException {
        return fetch((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + DISCOVERY);
    }

    /** The text at a URL; refuses with {@link IOException} one that others on the way could answer for. */
    String fetch(String location) throws IOException {
        try {
            var uri = new URI(location);
            if (isOverTls(uri) || (isOnThisMachine(uri) && isOnThisMachine(new URI(issuer)))) {
                return retrieveResource(uri.toURL()).getContent();
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("a location is no URL", e);
        }
        throw new IOException("a location is no https URL");
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
        var connection = super.openHTTPConnection(url);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        return connection;
    }

    private static boolean isOverTls(URI uri) {
        return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
    }

    private static boolean isOnThisMachine(URI uri) {
        return "http".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && isLoopback(uri.getHost());
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) { // a name, which may lead anywhere
            return false;
        }
    }
}
