package dev.slipway.registry.tag;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;

/**
 * A tag and what it points at.
 *
 * @param pushed when it was made to, in seconds since 1970
 */
public record PushedTag(Tag name, Digest digest, long pushed) {

    static PushedTag read(Item item) {
        return new PushedTag(
                new Tag(item.key().sort().substring(Keys.TAG.length())),
                Digest.parse(item.text("digest")),
                item.number("pushed"));
    }
}
