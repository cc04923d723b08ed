package dev.slipway.relay.web;

import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a Web Function is deployed with.
 *
 * @param environment its variables; {@code relay/web/settings.js} says what they mean
 * @param timeout how long a request may take, from its first byte to the end of the answer
 * @param log where its lines go
 */
public record WebFunctionSettings(Node node, Map<String, String> environment, Duration timeout, Redirect log) {

    /** The longest that Lambda gives a request. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    public WebFunctionSettings {
        environment = Map.copyOf(environment);
    }

    /** As it is deployed, in front of a registry's front door; says nothing. */
    public static WebFunctionSettings forRegistry(Node node, URI registry) {
        return new WebFunctionSettings(
                node, Map.of("SLIPWAY_REGISTRY", registry.toString()), LONGEST, Redirect.DISCARD);
    }

    /** The same with one more variable, or another value for it. */
    public WebFunctionSettings with(String variable, Object value) {
        var changed = new HashMap<>(environment);
        changed.put(variable, value.toString());
        return new WebFunctionSettings(node, changed, timeout, log);
    }

    public WebFunctionSettings withTimeout(Duration limit) {
        return new WebFunctionSettings(node, environment, limit, log);
    }

    public WebFunctionSettings withLog(Redirect place) {
        return new WebFunctionSettings(node, environment, timeout, place);
    }
}
