package dev.slipway.local.edge;

import java.util.regex.Pattern;

/**
 * What is fixed when an edge is deployed.
 *
 * @param keys the capability keys, {@code ID:HEX} or {@code ID:HEX,ID:HEX}, the first of which signs
 * @param scheme {@code http} or {@code https}, as viewers see it
 * @param challenge whether a request without {@code Authorization} is answered 401
 * @param relay whether there is a relay to send large bodies to
 */
public record EdgeConfig(String keys, String scheme, boolean challenge, boolean relay) {

    private static final String KEY = "[a-z0-9]{1,8}:[0-9a-f]{64}";
    private static final Pattern KEYS = Pattern.compile(KEY + "(?:," + KEY + ")?");

    /** The literal of a deployment, inside a {@code !Sub} of CloudFormation that knows {@code Keys} and {@code Relay}. */
    static final String SUBSTITUTED = literal("${Keys}", "https", true, "${Relay}");

    public EdgeConfig {
        if (!KEYS.matcher(keys).matches()) {
            throw new IllegalArgumentException("capability keys are one or two ID:HEX, joined by a comma");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("a scheme is http or https, not " + scheme);
        }
    }

    /** The object literal that takes the place of the mark in the edge function. */
    String literal() {
        return literal(keys, scheme, challenge, relay ? Origin.RELAY.id() : "");
    }

    private static String literal(String keys, String scheme, boolean challenge, String relay) {
        return "{keys:'%s',scheme:'%s',challenge:%s,bucket:'%s',relay:'%s'}"
                .formatted(keys, scheme, challenge, Origin.BUCKET.id(), relay);
    }
}
