package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests are the bill: which calls each route makes, where the token was used within the hour. */
final class CallsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    list-access-tokens  | Table.getAll 4, Table.query, Table.getAll 6
                    create-access-token | Table.getAll 4, Table.query, Table.getAll 6, Table.write 2
                    revoke-access-token | Table.getAll 4, Table.get, Table.write 2
                    list-owners         | Table.getAll 4, Table.query
                    create-owner        | Table.getAll 4, Table.write 2
                    get-owner           | Table.getAll 5
                    set-member          | Table.getAll 5, Table.get, Table.get, Table.write 1
                    remove-member       | Table.getAll 5, Table.get, Table.write 1
                    list-packages       | Table.getAll 5, Table.query
                    get-package         | Table.getAll 6, Table.query
                    set-visibility      | Table.getAll 6, Table.write 1
                    get-costs           | Table.getAll 5, Table.query
                    list-charges        | Table.getAll 5, Table.query
                    get-budget          | Table.getAll 5
                    get-explanation     | Table.getAll 5, Table.query, Table.query
                    get-forecast        | Table.getAll 5, Table.query
                    get-statement       | Table.getAll 5, Table.query, Table.query
                    list-trust-policies | Table.getAll 5
                    set-trust-policy    | Table.getAll 5, Table.get, Table.write 1
                    remove-trust-policy | Table.getAll 5, Table.get, Table.write 1
                    """)
    void aRouteMakesTheseCalls(String event, String calls) {
        try (var api = new Api()) {
            api.ask("get-package", "alice");
            var answer =
                    api.ask(event, "alice", same -> event.equals("remove-member") ? same.path("user", "rita") : same);

            assertThat(answer.status()).isBetween(200, 204);
            assertThat(api.calls()).isEqualTo(calls);
        }
    }

    /** A first budget and a last one are kept in one transaction with what tells that there is one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    set-budget    | Table.getAll 5, Table.get, Table.write 1
                    set-networks  | Table.getAll 5, Table.get, Table.write 1
                    remove-budget | Table.getAll 5, Table.get, Table.write 2
                    set-budget    | Table.getAll 5, Table.get, Table.write 2
                    """)
    void anAdministratorsRouteMakesTheseCalls(String event, String calls) {
        try (var api = new Api()) {
            api.ask("get-package", "olga");
            if (event.equals("set-budget") && calls.endsWith("2")) {
                api.ask("remove-budget", "olga");
            }
            assertThat(api.ask(event, "olga").status()).isBetween(200, 204);
            assertThat(api.calls()).isEqualTo(calls);
        }
    }

    @Test
    void signingInCostsAWriteAnHourAndAWrongPasswordOne() {
        try (var api = new Api()) {
            api.ask("get-owner", "alice");
            assertThat(api.calls()).isEqualTo("Table.getAll 5, Table.write 1");
            api.ask("get-owner", "wrong");
            assertThat(api.calls()).isEqualTo("Table.getAll 4, Table.write 2");
            api.ask("get-owner", "anonymous");
            assertThat(api.calls()).isEmpty();
            api.ask("get-owner", "of-the-registry");
            assertThat(api.calls()).isEmpty();
        }
    }
}
