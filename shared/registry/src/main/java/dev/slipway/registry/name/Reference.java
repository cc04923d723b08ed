package dev.slipway.registry.name;

/** What a manifest is asked for by: a {@link Tag}, which may move, or a {@link Digest}, which may not. */
public sealed interface Reference permits Tag, Digest {

    /** Reads a reference out of a URL; what holds a colon must be a digest. */
    static Reference parse(String text) {
        return text.indexOf(':') < 0 ? new Tag(text) : Digest.parse(text);
    }
}
