package dev.slipway.aws;

import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditLog;
import dev.slipway.registry.access.BearerTokens;
import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.access.SigningKeys;
import dev.slipway.registry.access.TokenAccess;
import dev.slipway.registry.blob.Patience;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.cost.UnknownPriceException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registry as a Lambda function sees it: the state that {@link AwsRegistry} wires, the keys in
 * {@code SLIPWAY_CAPABILITY_KEYS} and {@code SLIPWAY_TOKEN_KEYS}, and in {@code SLIPWAY_OIDC_ISSUERS} the issuers of ID tokens
 * that are accepted, with commas between; {@code SLIPWAY_COPY_FUNCTION} names the function that copies uploads, for those that
 * may have to have one copied. The audit log and the receipts go to standard output.
 */
public final class RegistryOnAws {

    private RegistryOnAws() {}

    /** The registry of this process's own environment. */
    public static Registry fromEnvironment() {
        return from(System.getenv());
    }

    static Registry from(Map<String, String> variables) {
        var aws = new AwsRegistry(variables);
        var clock = Clock.systemUTC();
        var capabilities = new Capabilities(keys(variables, "SLIPWAY_CAPABILITY_KEYS"), clock, new SecureRandom());
        var tokens = new BearerTokens(keys(variables, "SLIPWAY_TOKEN_KEYS"), clock);
        if ("snap-start".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            tokens.rehearse();
        }
        var audit = new AuditLog(System.out::println, clock);
        var table = aws.table();
        return new Registry(
                table,
                aws.bucket(),
                aws.uploads(),
                capabilities,
                new TokenAccess(tokens, table, audit, clock),
                tokens,
                audit,
                issuers(variables),
                aws.downloads(blob -> capabilities.downloadUrl(blob.digest(), blob.object())),
                new CopiesOnDemand(variables),
                Patience.STANDARD,
                new Receipts(prices(variables), (receipt, priced) -> System.out.println(receipt.line(priced.price()))),
                clock);
    }

    /** A region whose prices are not known has a registry all the same; its receipts say so. */
    private static Optional<PriceFile> prices(Map<String, String> variables) {
        try {
            return Optional.of(
                    PriceFile.bundled(new AwsEnvironment(variables).region().id()));
        } catch (UnknownPriceException e) {
            System.err.println("slipway: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Set<String> issuers(Map<String, String> variables) {
        return Arrays.stream(variables.getOrDefault("SLIPWAY_OIDC_ISSUERS", "").split(","))
                .map(String::strip)
                .filter(issuer -> !issuer.isEmpty())
                .collect(Collectors.toSet());
    }

    private static SigningKeys keys(Map<String, String> variables, String name) {
        var text = variables.get(name);
        if (text == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return SigningKeys.parse(text);
    }
}
