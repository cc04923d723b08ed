package dev.slipway.registry.access;

/**
 * Who asked, as the edge saw and signed it.
 *
 * @param scheme {@code https}, or {@code http} for a local registry
 * @param host the host and port the client used
 * @param address the client's IP address
 */
public record Viewer(String scheme, String host, String address) {

    /** The whole URL of a path on the registry's host; a URL stays as it is. Some clients follow no other redirect. */
    public String resolve(String url) {
        return url.startsWith("/") ? scheme + "://" + host + url : url;
    }
}
