package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Events;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuditTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    create-access-token | alice | token-created      | ID of alice: write:packages     | the user's own
                    revoke-access-token | alice | token-revoked      | Ev3ntsT0ken1 of alice           | the user's own
                    revoke-access-token | olga  | token-revoked      | Ev3ntsT0ken1 of alice           | by their role with the registry
                    create-owner        | bob   | owner-created      | organization harbor             | any user may
                    set-member          | alice | member-changed     | bob of team: write              | by their role with the owner
                    set-member          | olga  | member-changed     | bob of team: write              | by their role with the registry
                    remove-member       | alice | member-removed     | rita of team                    | by their role with the owner
                    set-visibility      | alice | visibility-changed | team/app: public                | by their role with the owner
                    set-trust-policy    | alice | policy-changed     | main-branch/REVISION of team    | by their role with the owner
                    remove-trust-policy | alice | policy-removed     | main-branch of team             | by their role with the owner
                    set-budget          | olga  | budget-changed     | team: $25.00, refuses pushes    | by their role with the registry
                    remove-budget       | olga  | budget-removed     | team                            | by their role with the registry
                    set-networks        | olga  | networks-changed   | team: 192.0.2.0/24, 2001:db8::/32 | by their role with the registry
                    set-networks        | alice | write-refused      | the networks of team            | requested access to the resource is denied: the role with the owner is not enough for this
                    set-budget          | alice | write-refused      | the budget of team              | requested access to the resource is denied: the role with the owner is not enough for this
                    remove-budget       | bob   | write-refused      | the budget of team              | there is no such user or organization
                    create-access-token | reading | write-refused    | a token                         | requested access to the resource is denied: the token was made without the scope that this needs
                    create-access-token | managing-app | write-refused | a token                       | requested access to the resource is denied: the token is limited to other packages
                    revoke-access-token | bob   | write-refused      | the token Ev3ntsT0ken1          | there is no such token
                    set-member          | rita  | write-refused      | the member bob of team          | requested access to the resource is denied: the role with the owner is not enough for this
                    set-member          | bob   | write-refused      | the member bob of team          | there is no such user or organization
                    remove-member       | wendy | write-refused      | the member rita of team         | requested access to the resource is denied: the role with the owner is not enough for this
                    set-visibility      | wendy | write-refused      | the visibility of team/app      | requested access to the resource is denied: the role with the owner is not enough for this
                    set-visibility      | bob   | write-refused      | the visibility of team/app      | repository name not known to registry
                    set-trust-policy    | wendy | write-refused      | the trust policy main-branch of team | requested access to the resource is denied: the role with the owner is not enough for this
                    remove-trust-policy | rita  | write-refused      | the trust policy main-branch of team | requested access to the resource is denied: the role with the owner is not enough for this
                    """)
    void aChangeIsKeptAccountOf(String event, String who, String kind, String what, String why) {
        try (var api = new Api()) {
            api.ask(event, who, same -> changed(event, same));

            assertThat(api.stores().audit()).hasSize(1);
            var told = api.stores().audit().getFirst();
            assertThat(told.kind()).hasToString(kind);
            assertThat(told.what()
                            .replaceFirst("^[0-9A-Za-z]{12}(?= of alice: )", "ID")
                            .replaceFirst("/[0-9a-f]{8} ", "/REVISION "))
                    .isEqualTo(what);
            assertThat(told.why()).isEqualTo(why);
            assertThat(told.who()).isEqualTo(who.equals("reading") || who.equals("managing-app") ? "alice" : who);
            assertThat(told.from()).isEqualTo("192.0.2.10");
            assertThat(told.credential()).isEqualTo(api.secret(who).substring(12, 24));
        }
    }

    @Test
    void lookingIsNot() {
        try (var api = new Api()) {
            for (var event : List.of(
                    "list-access-tokens",
                    "list-owners",
                    "get-owner",
                    "list-packages",
                    "get-package",
                    "get-costs",
                    "list-charges",
                    "get-budget",
                    "get-explanation",
                    "get-forecast",
                    "get-statement")) {
                api.ask(event, "alice");
                api.ask(event, "bob");
                api.ask(event, "reading");
            }
            assertThat(api.stores().audit()).isEmpty();
        }
    }

    @Test
    void noEventTellsASecret() {
        try (var api = new Api()) {
            for (var event : Api.events()) {
                api.ask(event, "alice");
                api.ask(event, "bob");
                api.ask(event, "expired");
            }
            for (var who : List.of("alice", "bob", "expired", "seeded")) {
                var secret = api.secret(who);
                assertThat(api.stores().audit().toString())
                        .isNotEmpty()
                        .doesNotContain(secret, secret.substring(24), Api.hash(secret));
            }
        }
    }

    private static Events changed(String event, Events same) {
        return event.equals("remove-member") ? same.path("user", "rita") : same;
    }
}
