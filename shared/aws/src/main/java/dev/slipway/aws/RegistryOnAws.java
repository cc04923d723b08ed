package dev.slipway.aws;

import dev.slipway.registry.Registry;
import dev.slipway.registry.access.BearerTokens;
import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.access.SigningKeys;
import dev.slipway.registry.access.TokenAccess;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * The registry as a Lambda function sees it: the state that {@link AwsRegistry} wires, and the keys in
 * {@code SLIPWAY_CAPABILITY_KEYS} and {@code SLIPWAY_TOKEN_KEYS}.
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
        return new Registry(
                aws.table(),
                aws.bucket(),
                aws.uploads(),
                capabilities,
                new TokenAccess(new BearerTokens(keys(variables, "SLIPWAY_TOKEN_KEYS"), clock)),
                aws.downloads().orElse(capabilities::downloadUrl),
                clock);
    }

    private static SigningKeys keys(Map<String, String> variables, String name) {
        var text = variables.get(name);
        if (text == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return SigningKeys.parse(text);
    }
}
