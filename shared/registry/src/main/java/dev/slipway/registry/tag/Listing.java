package dev.slipway.registry.tag;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import java.util.List;
import java.util.Optional;

/**
 * The rules for listing tags and repositories, in the order of their bytes (OCI Distribution Specification, "Listing
 * Tags").
 */
public final class Listing {

    /** The most names of a page, and how many it has when the client does not say. */
    public static final int LONGEST_PAGE = 1000;

    /** More characters than any name has, so that the rest decides nothing; and few enough for a key. */
    private static final int LONGEST_LAST = 300;

    private final Table table;

    public Listing(Table table) {
        this.table = table;
    }

    /**
     * The tags of a repository; {@code NAME_UNKNOWN} where there is no such repository.
     *
     * @param last the tag after which to begin, which need not exist; empty for the first page
     * @param limit the most tags; none for 0
     */
    public Page tags(RepositoryName repository, String last, int limit) {
        var page = page(Keys.within(repository), Keys.TAG, last, limit);
        if (page.names().isEmpty() && table.get(Keys.repository(repository)).isEmpty()) {
            throw new RegistryException(ErrorCode.NAME_UNKNOWN).with("name", repository);
        }
        return page;
    }

    /** The first tags of a repository, with what they point at; none where there is no such repository. */
    public List<PushedTag> pushedTags(RepositoryName repository, int limit) {
        return table.query(new Query(Keys.within(repository), Keys.TAG, "", limit)).stream()
                .map(PushedTag::read)
                .toList();
    }

    /** The repositories there are, as {@link #tags} lists tags. */
    public Page repositories(String last, int limit) {
        return page(Keys.REPOSITORIES, "", last, limit);
    }

    private Page page(String partition, String prefix, String last, int limit) {
        var length = Math.min(limit, LONGEST_PAGE);
        if (length == 0) {
            return new Page(List.of(), Optional.empty());
        }
        var after = last.isEmpty() ? "" : prefix + last.substring(0, Math.min(last.length(), LONGEST_LAST));
        var keys = table.sortKeys(new Query(partition, prefix, after, length + 1));
        var names = keys.stream()
                .limit(length)
                .map(key -> key.substring(prefix.length()))
                .toList();
        return new Page(names, keys.size() > length ? Optional.of(names.getLast()) : Optional.empty());
    }
}
