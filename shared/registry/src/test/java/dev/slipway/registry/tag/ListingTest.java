package dev.slipway.registry.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Errors;
import dev.slipway.registry.Stores;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListingTest {

    private final Stores stores = new Stores();
    private final Client client = new Client(stores.registry(), "team/app");
    private final Listing listing = stores.registry().listing();

    @Test
    void tagsAreListedInTheOrderOfTheirBytes() {
        push(client, "b", "a", "C", "_x", "1.0", "1.0.1", "1-0", "a.b");

        assertThat(tags("", 1000)).containsExactly("1-0", "1.0", "1.0.1", "C", "_x", "a", "a.b", "b");
    }

    @Test
    void pagesFollowEachOther() {
        push(client, "a", "b", "c", "d", "e");
        var pages = new ArrayList<List<String>>();
        var last = "";
        do {
            var page = listing.tags(client.repository(), last, 2);
            pages.add(page.names());
            last = page.next().orElse("");
        } while (!last.isEmpty());

        assertThat(pages).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void aPageThatHoldsTheRestIsTheLast() {
        push(client, "a", "b");

        assertThat(listing.tags(client.repository(), "", 2).next()).isEmpty();
    }

    @Test
    void theLastNeedNotExist() {
        push(client, "a", "c");

        assertThat(tags("b", 10)).containsExactly("c");
        assertThat(tags("c", 10)).isEmpty();
        assertThat(tags("zzz", 10)).isEmpty();
        assertThat(tags("!", 10)).containsExactly("a", "c");
        assertThat(tags("\ud83d\ude00", 10)).isEmpty();
    }

    @Test
    void aLastOfAnyLengthCanBeAskedFor() {
        push(client, "a".repeat(128), "b");

        for (var length : List.of(128, 300, 1019, 2000, 100_000)) {
            assertThat(tags("a".repeat(length), 10)).containsExactly("b");
            assertThat(tags("\ud83d\ude00".repeat(length), 10)).isEmpty();
            assertThat(listing.repositories("t" + "a".repeat(length), 10).names())
                    .containsExactly("team/app");
        }
    }

    @Test
    void aPageOfNoneIsEmpty() {
        push(client, "a");

        assertThat(tags("", 0)).isEmpty();
        assertThat(listing.tags(client.repository(), "", 0).next()).isEmpty();
    }

    @Test
    void aPageHasAThousandAtMost() {
        var names = new String[1001];
        for (var i = 0; i < names.length; i++) {
            names[i] = "t%04d".formatted(i);
        }
        push(client, names);

        var page = listing.tags(client.repository(), "", Integer.MAX_VALUE);

        assertThat(page.names()).hasSize(1000);
        assertThat(page.next()).contains("t0999");
    }

    @Test
    void aRepositoryThatIsNotThereIsUnknown() {
        Errors.refused(ErrorCode.NAME_UNKNOWN, () -> tags("", 10));
        Errors.refused(ErrorCode.NAME_UNKNOWN, () -> tags("", 0));
    }

    @Test
    void repositoriesAreListed() {
        for (var name : List.of("team/b", "team/a", "a", "team-x/a")) {
            push(new Client(stores.registry(), name), "latest");
        }

        assertThat(listing.repositories("", 1000).names()).containsExactly("a", "team-x/a", "team/a", "team/b");
        assertThat(listing.repositories("team-x/a", 1).names()).containsExactly("team/a");
        assertThat(listing.repositories("team-x/a", 1).next()).contains("team/a");
    }

    private List<String> tags(String last, int limit) {
        return listing.tags(new RepositoryName("team/app"), last, limit).names();
    }

    private static void push(Client client, String... tags) {
        var config = Content.bytes(2, 1);
        client.push(config);
        for (var tag : tags) {
            client.push(tag, Content.image(config));
        }
    }
}
