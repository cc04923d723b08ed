package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AttributesTest {

    private static final Item EMPTY = Item.at(new Key("R#team/app", "TAG#latest"));

    static Stream<Item> items() {
        return Stream.of(
                EMPTY,
                EMPTY.with("text", "").with("other", "ä\u0000\uD83D\uDE00"),
                EMPTY.with("number", Long.MAX_VALUE)
                        .with("least", Long.MIN_VALUE)
                        .with("none", 0),
                EMPTY.with("bytes", new byte[] {0, -1, 127}).with("noBytes", new byte[0]),
                EMPTY.with("texts", List.of("a", "", "a")).with("noTexts", List.of()));
    }

    @ParameterizedTest
    @MethodSource("items")
    void isReadAsItWasWritten(Item item) {
        assertThat(Attributes.item(Attributes.of(item))).isEqualTo(item);
    }

    @Test
    void theKeyIsWrittenAsTwoAttributes() {
        assertThat(Attributes.of(EMPTY.with("size", 5)))
                .isEqualTo(Map.of(
                        "pk", AttributeValue.fromS("R#team/app"),
                        "sk", AttributeValue.fromS("TAG#latest"),
                        "size", AttributeValue.fromN("5")));
    }

    @Test
    void refusesATypeThatNobodyHereWrites() {
        var item = Map.of(
                "pk", AttributeValue.fromS("p"), "sk", AttributeValue.fromS("s"), "odd", AttributeValue.fromBool(true));

        assertThatThrownBy(() -> Attributes.item(item)).hasMessage("attribute odd is of type BOOL");
    }
}
