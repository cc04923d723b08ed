package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Visibility;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PagesTest {

    private static final Pattern NAME = Pattern.compile("\\{\"name\":\"([^\"]*)\"");
    private static final Pattern NEXT = Pattern.compile("</api/v1/[a-z]+\\?(.*)>; rel=\"next\"");

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void pagesOfOwnersFollowEachOther() {
        assertThat(api.ask("list-owners", "olga", event -> event.query("n=2")).header("link"))
                .isEqualTo("</api/v1/owners?n=2&last=alice>; rel=\"next\"");
        assertThat(all("list-owners", "olga", "n=2", new ArrayList<>()))
                .containsExactly("admin", "alice", "bob", "olga", "rita", "team", "wendy");
        assertThat(all("list-owners", "rita", "n=1", new ArrayList<>())).containsExactly("rita", "team");
        assertThat(api.ask("list-owners", "olga", event -> event.query("n=0")).text())
                .isEqualTo("{\"owners\":[]}");
    }

    @Test
    void pagesOfPackagesHaveWhatTheCallerMaySee() {
        for (var name : List.of("team/b", "team/c", "team/d", "teamwork/e")) {
            publish(name, Visibility.PRIVATE);
        }
        api.stores().registry().packages().setVisibility(new RepositoryName("team/b"), Visibility.INTERNAL);
        api.stores().registry().packages().setVisibility(new RepositoryName("team/d"), Visibility.PUBLIC);

        assertThat(api.ask("list-packages", "rita", event -> event.query("owner=team&n=2"))
                        .header("link"))
                .isEqualTo("</api/v1/packages?owner=team&n=2&last=team%2Fb>; rel=\"next\"");
        assertThat(all("list-packages", "rita", "owner=team&n=2", new ArrayList<>()))
                .containsExactly("team/app", "team/b", "team/c", "team/d");
        assertThat(all("list-packages", "bob", "owner=team&n=1", new ArrayList<>()))
                .containsExactly("team/b", "team/d");
        assertThat(all("list-packages", "reading-app", "owner=team&n=1", new ArrayList<>()))
                .containsExactly("team/app", "team/d");
        assertThat(all("list-packages", "rita", "owner=team&last=zzz", new ArrayList<>()))
                .isEmpty();
    }

    @Test
    void whatMayNotBeSeenShowsInNoLink() {
        for (var i = 0; i < 1200; i++) {
            api.stores()
                    .registry()
                    .owners()
                    .create(new OwnerName("c%dx%d".formatted(10000 + i * 7, i)), Owner.Kind.USER, new OwnerName("bob"));
        }
        var only = api.ask("list-owners", "rita");

        assertThat(only.text()).contains("\"rita\"").contains("\"team\"");
        assertThat(only.header("link")).isEmpty();
        assertThat(api.calls().split("Table.query", -1)).hasSize(3);

        publish("team/a", Visibility.PUBLIC);
        publish("team/b", Visibility.PRIVATE);
        assertThat(api.ask("list-packages", "bob", event -> event.query("owner=team&n=1"))
                        .header("link"))
                .isEmpty();
        publish("team/c", Visibility.PUBLIC);
        assertThat(api.ask("list-packages", "bob", event -> event.query("owner=team&n=1"))
                        .header("link"))
                .isEqualTo("</api/v1/packages?owner=team&n=1&last=team%2Fa>; rel=\"next\"");
    }

    @Test
    void aNameToBeginAfterMayBeOfAnyLength() {
        for (var event : List.of("list-owners", "list-packages")) {
            assertThat(api.ask(event, "rita", changed -> changed.query("owner=team&last=team/" + "a".repeat(1500)))
                            .status())
                    .isEqualTo(200);
        }
    }

    private void publish(String name, Visibility visibility) {
        var item = Item.at(Keys.repository(new RepositoryName(name)))
                .with("created", 1L)
                .with("visibility", visibility.toString());
        api.stores().table().write(List.of(new Write.Put(item, Condition.ABSENT)));
    }

    /** The names of all pages. */
    private List<String> all(String event, String who, String query, List<String> names) {
        var page = api.ask(event, who, changed -> changed.query(query));
        NAME.matcher(page.text()).results().map(found -> found.group(1)).forEach(names::add);
        var next = NEXT.matcher(page.header("link"));
        return next.matches() ? all(event, who, next.group(1), names) : names;
    }
}
