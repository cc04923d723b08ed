package dev.slipway.registry.owner;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Item;

/**
 * A repository as its owner sees it.
 *
 * @param created when the first manifest was pushed, in seconds since 1970
 */
public record PublishedPackage(RepositoryName name, Visibility visibility, long created) {

    /** Reads what a repository's item says; one that says nothing of visibility is private. */
    public static PublishedPackage read(Item item) {
        return new PublishedPackage(
                new RepositoryName(item.key().sort()),
                item.findText("visibility").flatMap(Visibility::find).orElse(Visibility.PRIVATE),
                item.number("created"));
    }

    public OwnerName owner() {
        return new OwnerName(name.owner());
    }
}
