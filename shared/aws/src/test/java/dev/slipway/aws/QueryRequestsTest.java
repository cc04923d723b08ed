package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Query;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueryRequestsTest {

    static Stream<Arguments> ranges() {
        return Stream.of(
                Arguments.of("", "", "#n0 = :v0"),
                Arguments.of("TAG#", "", "#n0 = :v0 AND begins_with(#n1, :v1)"),
                Arguments.of("TAG#", "A", "#n0 = :v0 AND begins_with(#n1, :v1)"),
                Arguments.of("", "TAG#a", "#n0 = :v0 AND #n1 > :v1"),
                Arguments.of("TAG#", "TAG#a", "#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2"));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void asksForOneRange(String prefix, String after, String condition) {
        var request = QueryRequests.of("table", new Query("p", prefix, after, 9))
                .orElseThrow()
                .build();

        assertThat(request.keyConditionExpression()).isEqualTo(condition);
        assertThat(request.consistentRead()).isTrue();
    }

    @Test
    void asksNothingPastThePrefix() {
        assertThat(QueryRequests.of("table", new Query("p", "TAG#", "U", 9))).isEmpty();
    }

    /** By their bytes in UTF-8 the second comes after the first; by Java's characters it would come before. */
    @Test
    void comparesAsDynamoDbDoes() {
        assertThat(QueryRequests.of("table", new Query("p", "\uFF21", "\uD83D\uDE00", 9)))
                .isEmpty();
        assertThat(QueryRequests.of("table", new Query("p", "\uD83D\uDE00", "\uFF21", 9)))
                .isPresent();
    }
}
