package dev.slipway.local.manage;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who somebody is to one registry. */
public record Login(RegistryUrl registry, String username, String password) {

    /** The header that shows it (RFC 7617). */
    public String basic() {
        var pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return username + " at " + registry;
    }
}
