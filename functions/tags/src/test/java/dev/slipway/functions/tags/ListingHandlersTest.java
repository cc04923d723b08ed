package dev.slipway.functions.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListingHandlersTest {

    private final TestRegistry registry = new TestRegistry();
    private final Events tags = Events.read("list-tags");
    private final Events repositories = Events.read("list-repositories");

    @BeforeEach
    void pushTags() {
        var config = Content.bytes(2, 1);
        registry.client().push(config);
        registry.client().push("b", Content.image(config), "a", "C", "d");
        var other = new Client(registry.stores().registry(), "other/app");
        other.push(config);
        other.push("latest", Content.image(config));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void allTagsAreListed() {
        var answer = registry.answer(ListTagsHandler::new, tags);

        assertThat(answer.whole()).isEqualTo("""
                        200
                        content-type: application/json
                        {"name":"team/app","tags":["C","a","b","d"]}""");
        assertThat(registry.calls()).isEqualTo("Table.query");
    }

    @Test
    void aFullPageLinksToTheNext() {
        var answer = registry.answer(ListTagsHandler::new, tags.more("n=2"));

        assertThat(answer.whole()).isEqualTo("""
                        200
                        content-type: application/json
                        link: </v2/team/app/tags/list?n=2&last=a>; rel="next"
                        {"name":"team/app","tags":["C","a"]}""");
        assertThat(registry.answer(ListTagsHandler::new, tags.more("n=2&last=a"))
                        .whole())
                .isEqualTo("""
                        200
                        content-type: application/json
                        {"name":"team/app","tags":["b","d"]}""");
    }

    @ParameterizedTest
    @CsvSource({
        "n=0, '{\"name\":\"team/app\",\"tags\":[]}'",
        "last=zzz, '{\"name\":\"team/app\",\"tags\":[]}'",
        "last=b, '{\"name\":\"team/app\",\"tags\":[\"d\"]}'",
        "last=, '{\"name\":\"team/app\",\"tags\":[\"C\",\"a\",\"b\",\"d\"]}'",
        "n=99999999999999999999, '{\"name\":\"team/app\",\"tags\":[\"C\",\"a\",\"b\",\"d\"]}'"
    })
    void anyPageCanBeAskedFor(String query, String body) {
        assertThat(registry.answer(ListTagsHandler::new, tags.more(query)).text())
                .isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "repository=team/app&n=-1, 400 UNSUPPORTED",
        "repository=team/app&n=x, 400 UNSUPPORTED",
        "repository=team/app&n=1.0, 400 UNSUPPORTED",
        "repository=team/app&n=٣, 400 UNSUPPORTED",
        "repository=Team/app, 400 NAME_INVALID",
        "n=1, 400 NAME_INVALID",
        "repository=team/none, 401 UNAUTHORIZED",
        "repository=%, 400 UNSUPPORTED"
    })
    void badRequestsAreRefused(String query, String error) {
        assertThat(registry.answer(ListTagsHandler::new, tags.query(query)).error())
                .isEqualTo(error);
    }

    @Test
    void aRepositoryThatIsNotThereIsUnknown() {
        try (var empty = new TestRegistry()) {
            assertThat(empty.answer(ListTagsHandler::new, tags).whole())
                    .isEqualTo("404\ncontent-type: application/json\n{\"errors\":[{\"code\":\"NAME_UNKNOWN\","
                            + "\"message\":\"repository name not known to registry\","
                            + "\"detail\":{\"name\":\"team/app\"}}]}");
            assertThat(empty.calls()).isEqualTo("Table.query, Table.get");
        }
    }

    @Test
    void repositoriesAreListed() {
        assertThat(registry.answer(ListRepositoriesHandler::new, repositories).whole())
                .isEqualTo("""
                        200
                        content-type: application/json
                        {"repositories":["other/app","team/app"]}""");
        assertThat(registry.calls()).isEqualTo("Table.query");
        assertThat(registry.answer(ListRepositoriesHandler::new, repositories.query("n=1"))
                        .whole())
                .isEqualTo("""
                        200
                        content-type: application/json
                        link: </v2/_catalog?n=1&last=other%2Fapp>; rel="next"
                        {"repositories":["other/app"]}""");
        assertThat(registry.answer(ListRepositoriesHandler::new, repositories.withoutHeader("authorization"))
                        .error())
                .isEqualTo("401 UNAUTHORIZED");
    }
}
