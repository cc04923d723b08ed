package dev.slipway.local.edge;

import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.UnknownPriceException;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is fixed when an edge is deployed.
 *
 * @param keys the capability keys, {@code ID:HEX} or {@code ID:HEX,ID:HEX}, the first of which signs
 * @param scheme {@code http} or {@code https}, as viewers see it
 * @param challenge whether a request without {@code Authorization} is answered 401
 * @param relay whether there is a relay to send large bodies to
 * @param prices what the edge's answers cost; empty for answers without a receipt
 */
public record EdgeConfig(String keys, String scheme, boolean challenge, boolean relay, Optional<Prices> prices) {

    /** In the order that {@code edge/receipt.js} has them in. */
    private static final List<Unit> UNITS = List.of(
            Unit.EDGE_FUNCTION,
            Unit.CLOUDFRONT_REQUEST,
            Unit.CLOUDFRONT_OUT,
            Unit.CLOUDFRONT_IN,
            Unit.BUCKET_WRITE,
            Unit.BUCKET_READ);

    private static final int DECIMALS = 12;

    private static final String KEY = "[a-z0-9]{1,8}:[0-9a-f]{64}";
    private static final Pattern KEYS = Pattern.compile(KEY + "(?:," + KEY + ")?");

    public EdgeConfig {
        if (!KEYS.matcher(keys).matches()) {
            throw new IllegalArgumentException("capability keys are one or two ID:HEX, joined by a comma");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("a scheme is http or https, not " + scheme);
        }
    }

    /** The functions with this in them. */
    EdgeScripts into(EdgeScripts scripts) {
        return scripts.configured(
                literal(keys, scheme, challenge, relay ? Origin.RELAY.id() : ""),
                prices.map(EdgeConfig::rates).orElse("null"));
    }

    /**
     * The functions of a deployment, inside a {@code !Sub} of CloudFormation that knows {@code Keys} and {@code Relay}.
     *
     * @param prices of each region that any are known of
     */
    static EdgeScripts substitutedInto(EdgeScripts scripts, Stream<Prices> prices) {
        var regions = prices.map(region -> "'%s':%s".formatted(region.region(), rates(region)))
                .sorted()
                .collect(Collectors.joining(","));
        return scripts.configured(
                literal("${Keys}", "https", true, "${Relay}"), "{%s}['${AWS::Region}']".formatted(regions));
    }

    private static String rates(Prices prices) {
        try {
            return UNITS.stream()
                    .map(unit -> prices.list(unit, 1).scaleByPowerOfTen(DECIMALS))
                    .map(rate -> rate.round(MathContext.DECIMAL64)
                            .stripTrailingZeros()
                            .toPlainString())
                    .collect(Collectors.joining(",", "[", "]"));
        } catch (UnknownPriceException _) {
            return "undefined";
        }
    }

    private static String literal(String keys, String scheme, boolean challenge, String relay) {
        return "{keys:'%s',scheme:'%s',challenge:%s,bucket:'%s',relay:'%s'}"
                .formatted(keys, scheme, challenge, Origin.BUCKET.id(), relay);
    }
}
