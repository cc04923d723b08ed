package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ExpressionsTest {

    private static final Key KEY = new Key("p", "s");

    private final Expressions expressions = new Expressions();

    @Test
    void asksNothingWhereNothingIsAsked() {
        assertThat(expressions.condition(Condition.ALWAYS)).isNull();
        assertThat(expressions.names()).isNull();
        assertThat(expressions.values()).isNull();
    }

    @Test
    void asksForAnItemOrForNone() {
        assertThat(expressions.condition(Condition.EXISTS)).isEqualTo("attribute_exists(#n0)");
        assertThat(expressions.condition(Condition.ABSENT)).isEqualTo("attribute_not_exists(#n0)");
        assertThat(expressions.names()).isEqualTo(Map.of("#n0", "pk"));
        assertThat(expressions.values()).isNull();
    }

    @Test
    void asksForAValue() {
        assertThat(expressions.condition(Condition.equal("offset", 5))).isEqualTo("#n0 = :v0");
        assertThat(expressions.names()).isEqualTo(Map.of("#n0", "offset"));
        assertThat(expressions.values()).isEqualTo(Map.of(":v0", AttributeValue.fromN("5")));
    }

    @Test
    void anAttributeThatMustNotBeThereIsAskedOfAnItemThatIs() {
        assertThat(expressions.condition(new Condition.Without("unverified")))
                .isEqualTo("attribute_exists(#n0) AND attribute_not_exists(#n1)");
        assertThat(expressions.names()).containsEntry("#n1", "unverified");
    }

    @Test
    void asksForANumberBelowALimit() {
        assertThat(expressions.condition(new Condition.MissingOrBelow("used", 10)))
                .isEqualTo("attribute_exists(#n0) AND (attribute_not_exists(#n1) OR #n1 < :v0)");
        assertThat(expressions.names()).isEqualTo(Map.of("#n0", "pk", "#n1", "used"));
        assertThat(expressions.values()).isEqualTo(Map.of(":v0", AttributeValue.fromN("10")));
    }

    @Test
    void asksForAllOfSeveral() {
        var all = Condition.all(
                Condition.EXISTS,
                Condition.ALWAYS,
                Condition.all(Condition.equal("a", 1), new Condition.MissingOrBelow("b", 2)));

        assertThat(expressions.condition(all))
                .isEqualTo("(attribute_exists(#n0)) AND ((#n1 = :v0) AND "
                        + "(attribute_exists(#n0) AND (attribute_not_exists(#n2) OR #n2 < :v1)))");
        assertThat(expressions.condition(Condition.all(Condition.ALWAYS))).isNull();
    }

    @Test
    void setsAndAddsUnderTheNamesOfTheCondition() {
        var update = new Write.Update(
                KEY,
                Map.of("state", new Value.Text("done"), "at", new Value.Whole(7)),
                Map.of("count", -1L),
                Condition.equal("state", "open"));

        assertThat(expressions.update(update)).isEqualTo("SET #n0 = :v0, #n1 = :v1 ADD #n2 :v2");
        assertThat(expressions.condition(update.condition())).isEqualTo("#n1 = :v3");
        assertThat(expressions.names()).isEqualTo(Map.of("#n0", "at", "#n1", "state", "#n2", "count"));
        assertThat(expressions.values())
                .isEqualTo(Map.of(
                        ":v0", AttributeValue.fromN("7"),
                        ":v1", AttributeValue.fromS("done"),
                        ":v2", AttributeValue.fromN("-1"),
                        ":v3", AttributeValue.fromS("open")));
    }

    @Test
    void refusesAnUpdateOfNothing() {
        var update = new Write.Update(KEY, Map.of(), Map.of(), Condition.ALWAYS);

        assertThatThrownBy(() -> expressions.update(update)).isInstanceOf(IllegalArgumentException.class);
    }
}
