package dev.slipway.local.manage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a registry is: {@code https://HOST} or {@code http://HOST}, with a port if it is not the usual one. */
public record RegistryUrl(String value) {

    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    /** Reads one from a command line; one that is wrong is not repeated, because there may be a password in it. */
    public static final class Converter implements ITypeConverter<RegistryUrl> {
        @Override
        public RegistryUrl convert(String text) {
            return find(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "must be like https://registry.example.com, with nothing but a port after the host"));
        }
    }

    /** Reads a URL, or a host alone: that has TLS, unless it is this machine. Empty for what is neither. */
    public static Optional<RegistryUrl> find(String text) {
        var whole = text.contains("://") ? text : (isLoopback(host(HTTP + text)) ? HTTP : HTTPS) + text;
        return parse(whole)
                .filter(RegistryUrl::isBare)
                .flatMap(RegistryUrl::origin)
                .map(RegistryUrl::new);
    }

    /** Whether what is sent there can be read on the way. */
    public boolean isReadableOnTheWay() {
        return value.startsWith(HTTP) && !isLoopback(host(value));
    }

    public URI resolve(String path) {
        return URI.create(value + path);
    }

    /** The path and query of a link that was found on a page; empty for one that leads to another registry. */
    public Optional<String> within(String page, String link) {
        return parse(link)
                .map(resolve(page)::resolve)
                .filter(target -> origin(target).filter(value::equals).isPresent())
                .map(target -> target.getRawPath()
                        + Optional.ofNullable(target.getRawQuery())
                                .map(query -> "?" + query)
                                .orElse(""));
    }

    /** The host, with a port if it is not the usual one: what names of images begin with. */
    public String host() {
        return value.substring(value.indexOf("://") + "://".length());
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isBare(URI uri) {
        return Set.of("", "/").contains(Optional.ofNullable(uri.getRawPath()).orElse("?"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static Optional<String> origin(URI uri) {
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT) + "://";
        var host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        if (host.isEmpty() || uri.getRawUserInfo() != null || !(scheme.equals(HTTP) || scheme.equals(HTTPS))) {
            return Optional.empty();
        }
        var usual = scheme.equals(HTTP) ? 80 : 443;
        return Optional.of(scheme + host + (uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort()));
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String host(String text) {
        return parse(text).map(URI::getHost).orElse("").toLowerCase(Locale.ROOT);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(?:\\.\\d{1,3}){3}");
    }
}
