package dev.slipway.relay;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where an upload takes its bytes, on the registry's own host.
 *
 * @param query without {@code digest}, empty when there is nothing else
 * @param digest as the client wrote it, still percent-encoded
 */
record UploadUrl(String path, String query, Optional<String> digest) {

    private static final String DIGEST = "digest=";

    /** Reads a request's target or a {@code Location}. Of an absolute one only the path counts: no other host is called. */
    static UploadUrl of(String text) throws IllegalArgumentException {
        var uri = URI.create(text);
        var parameters = Arrays.stream(
                        Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .toList();
        var digest = parameters.stream()
                .filter(parameter -> parameter.startsWith(DIGEST))
                .map(parameter -> parameter.substring(DIGEST.length()))
                .findFirst();
        var rest = parameters.stream()
                .filter(parameter -> !parameter.startsWith(DIGEST))
                .collect(Collectors.joining("&"));
        return new UploadUrl(Optional.ofNullable(uri.getRawPath()).orElse(""), rest, digest);
    }

    /** For a piece of the upload. */
    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** For asking where parts go, and for adding them. */
    String parts() {
        return below("/parts");
    }

    /** For asking that the parts are put together. */
    String copy() {
        return below("/copy");
    }

    /** For the last piece. */
    String closing(Optional<String> asked) {
        return asked.map(value -> target() + (query.isEmpty() ? "?" : "&") + DIGEST + value)
                .orElse(target());
    }

    private String below(String name) {
        return query.isEmpty() ? path + name : path + name + "?" + query;
    }
}
