package dev.slipway.registry.manifest;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Tag;
import java.util.Optional;
import java.util.Set;

/** What a push has come to: the manifest's digest, the tags that now point at it, and the subject it names. */
public record PushedManifest(Digest digest, Set<Tag> tags, Optional<Digest> subject) {}
