package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is answered what by each route: about their own tokens, the organization team, its package team/app. */
final class WhoMayTest {

    private static final String TABLE = """
            event               reading managing-app bob  rita wendy alice bearer olga admin
            list-access-tokens  403     403          200  200  200   200   200    200  200
            create-access-token 403     403          201  201  201   201   201    201  201
            revoke-access-token 403     403          404  404  404   204   204    204  204
            list-owners         403     403          200  200  200   200   200    200  200
            create-owner        403     403          201  201  201   201   201    201  201
            get-owner           403     403          404  200  200   200   200    200  200
            set-member          403     403          404  403  403   200   200    200  200
            remove-member       403     403          404  403  403   204   204    204  204
            list-packages       200     200          200  200  200   200   200    200  200
            get-package         200     200          404  200  200   200   200    200  200
            set-visibility      403     403          404  403  403   200   200    200  200
            get-costs           403     403          404  200  200   200   200    200  200
            list-charges        403     403          404  200  200   200   200    200  200
            get-budget          403     403          404  200  200   200   200    200  200
            set-budget          403     403          404  403  403   403   403    200  200
            remove-budget       403     403          404  403  403   403   403    204  204
            set-networks        403     403          404  403  403   403   403    200  200
            get-explanation     403     403          404  200  200   200   200    200  200
            get-forecast        403     403          404  200  200   200   200    200  200
            get-statement       403     403          404  200  200   200   200    200  200
            list-trust-policies 403     403          404  403  403   200   200    200  200
            set-trust-policy    403     403          404  403  403   200   200    200  200
            remove-trust-policy 403     403          404  403  403   204   204    204  204
            """;

    static Stream<List<String>> rows() {
        return TABLE.lines().skip(1).map(WhoMayTest::words);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void statusIsAsTheTableSays(List<String> row) {
        var names = words(TABLE.lines().findFirst().orElseThrow());
        for (var i = 1; i < names.size(); i++) {
            assertThat(ask(row.getFirst(), names.get(i))).as(names.get(i)).isEqualTo(Integer.parseInt(row.get(i)));
        }
    }

    @Test
    void theTableHasEveryRoute() {
        assertThat(rows().map(List::getFirst).sorted()).isEqualTo(Api.events());
    }

    @Test
    void nobodyIsAnsweredWithoutATokenThatHolds() {
        try (var api = new Api()) {
            for (var event : Api.events()) {
                for (var who : List.of("anonymous", "of-the-registry", "expired", "revoked", "wrong")) {
                    assertThat(api.ask(event, who).status())
                            .as(who + " " + event)
                            .isIn(401, 429);
                }
                assertThat(api.ask(event, "anonymous").error()).isEqualTo("401 UNAUTHORIZED");
            }
        }
    }

    @Test
    void whatIsHiddenIsAnsweredAsWhatThereIsNot() {
        try (var api = new Api()) {
            for (var event : List.of("get-owner", "set-member", "list-trust-policies", "remove-trust-policy")) {
                assertThat(api.ask(event, "bob").text().replace("team", "none"))
                        .isEqualTo(api.ask(event, "bob", changed -> changed.path("owner", "none"))
                                .text());
            }
            for (var event : List.of("get-package", "set-visibility")) {
                assertThat(api.ask(event, "bob").text().replace("team/app", "team/none"))
                        .isEqualTo(api.ask(event, "alice", changed -> changed.path("package", "team/none"))
                                .text());
            }
            assertThat(api.ask("list-packages", "bob").text())
                    .isEqualTo(api.ask("list-packages", "bob", changed -> changed.query("owner=none"))
                            .text())
                    .isEqualTo("{\"packages\":[]}");
        }
    }

    @Test
    void aTokenForOtherThingsLooksAtNoPackage() {
        try (var api = new Api()) {
            assertThat(api.ask("list-packages", "deleting").error()).isEqualTo("403 DENIED");
            assertThat(api.ask("get-package", "deleting").error()).isEqualTo("403 DENIED");
        }
    }

    private static int ask(String event, String who) {
        try (var api = new Api()) {
            return api.ask(
                            event,
                            who,
                            changed -> event.equals("remove-member") ? changed.path("user", "rita") : changed)
                    .status();
        }
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split(" +", -1));
    }
}
