package dev.slipway.registry.tag;

import java.util.List;
import java.util.Optional;

/**
 * Some names in order.
 *
 * @param next the last of them, after which the next page begins; empty when there are no more
 */
public record Page(List<String> names, Optional<String> next) {

    public Page {
        names = List.copyOf(names);
    }
}
