package dev.slipway.registry.manifest;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for listing the manifests that name a subject. */
public final class Referrers {

    private static final int PAGE = 100;

    /** A page ends once its annotations have so many bytes, each of which may take six in an answer of 4 MiB. */
    private static final int LARGEST_PAGE = 400_000;

    private final Table table;

    public Referrers(Table table) {
        this.table = table;
    }

    /**
     * Some of the referrers of a subject.
     *
     * @param next the digest after which the next page begins; empty when this is the last
     */
    public record Page(List<Referrer> referrers, Optional<Digest> next) {}

    /**
     * A page of at most 100 referrers, fewer where they have much to say, in the order of their digests. A subject that nobody knows has none.
     *
     * @param artifactType only those of this type; empty for all
     * @param after where the page before ended; empty for the first
     */
    public Page list(RepositoryName repository, Digest subject, Optional<String> artifactType, Optional<Digest> after) {
        var prefix = Keys.referrers(subject);
        var start = after.map(digest -> prefix + digest).orElse("");
        var found = new ArrayList<Referrer>();
        while (true) {
            var items = table.query(new Query(Keys.within(repository), prefix, start, PAGE));
            for (var item : items) {
                var referrer = Referrer.read(subject, item);
                if (artifactType.isEmpty() || artifactType.get().equals(referrer.artifactType())) {
                    found.add(referrer);
                }
                if (found.size() == PAGE || size(found) > LARGEST_PAGE) {
                    return new Page(found, Optional.of(referrer.digest()));
                }
            }
            if (items.size() < PAGE) {
                return new Page(found, Optional.empty());
            }
            start = items.getLast().key().sort();
        }
    }

    private static int size(List<Referrer> referrers) {
        return referrers.stream().mapToInt(Referrer::annotationsSize).sum();
    }
}
