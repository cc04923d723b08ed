package dev.slipway.local.manage;

import java.util.Optional;

/** Who comes to a registry: somebody, or anyone. */
public record Visitor(RegistryUrl registry, Optional<Login> login) {}
