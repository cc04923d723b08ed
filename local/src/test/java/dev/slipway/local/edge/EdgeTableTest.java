package dev.slipway.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EdgeTableTest {

    static Stream<Rows> rows() {
        return Rows.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void decidesAsTheTableSaysWhereThereIsARelay(Rows row) {
        assertThat(decide(TestingEdges.relaying(), row.request())).isEqualTo(row.withRelay());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void decidesAsTheTableSaysWhereThereIsNoRelay(Rows row) {
        assertThat(decide(TestingEdges.plain(), row.request())).isEqualTo(row.withoutRelay());
    }

    @Test
    void asksNobodyToSignInWhereThatIsTurnedOff() {
        assertThat(Rows.all()
                        .filter(row -> row.withRelay().startsWith("401"))
                        .map(row -> decide(TestingEdges.open(), row.request())))
                .isNotEmpty()
                .noneMatch(decision -> decision.startsWith("401"));
    }

    private static String decide(Edge edge, String request) {
        return TestingEdges.render(edge.request(TestingEdges.request(request)));
    }
}
