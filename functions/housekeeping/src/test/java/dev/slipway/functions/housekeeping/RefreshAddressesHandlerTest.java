package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.network.PublishedRanges;
import dev.slipway.registry.state.Keys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RefreshAddressesHandlerTest {

    private final TestRegistry registry = new TestRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void keepsWhatIsNewAndSaysSoInOneLine() throws IOException {
        var context = new TimedContext(60_000);
        var line = "{\"task\":\"refresh-addresses\",\"blocks\":1,\"changed\":true}";

        assertThat(answer(context, () -> ranges("1"))).isEqualTo(line);
        assertThat(context.logged()).containsExactly(line + "\n");
        assertThat(answer(new TimedContext(60_000), () -> ranges("1"))).endsWith("\"changed\":false}");
        assertThat(answer(new TimedContext(60_000), () -> ranges("2"))).endsWith("\"changed\":true}");
        assertThat(registry.stores().table().get(Keys.ADDRESSES).orElseThrow().text("version"))
                .isEqualTo("2");
        assertThat(registry.stores().receipts())
                .hasSize(3)
                .allSatisfy(receipt -> assertThat(receipt.account()).isEqualTo(Account.nobody("refresh-addresses")));
    }

    @Test
    void whatCannotBeHadLeavesWhatThereWas() throws IOException {
        answer(new TimedContext(60_000), () -> ranges("1"));

        assertThatThrownBy(() -> answer(new TimedContext(60_000), () -> {
                    throw new UncheckedIOException(new IOException("the address ranges have no prefixes"));
                }))
                .hasMessageContaining("the address ranges have no prefixes");
        assertThat(registry.stores().table().get(Keys.ADDRESSES).orElseThrow().text("version"))
                .isEqualTo("1");
        assertThat(registry.stores().receipts().getLast().status()).isEqualTo(500);
    }

    static PublishedRanges ranges(String version) {
        var document =
                "{\"syncToken\":\"" + version + "\",\"prefixes\":[{\"ip_prefix\":\"3.80.0.0/12\",\"region\":\"r\","
                        + "\"service\":\"EC2\",\"network_border_group\":\"r\"}],\"ipv6_prefixes\":[]}";
        try {
            return PublishedRanges.read(new ByteArrayInputStream(document.getBytes(UTF_8)), "r");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String answer(TimedContext context, Supplier<PublishedRanges> published) throws IOException {
        var answer = new ByteArrayOutputStream();
        var event = new ByteArrayInputStream(Events.read("refresh-addresses").bytes());
        new RefreshAddressesHandler(registry.registry(RefreshAddressesHandler.class), published)
                .handleRequest(event, answer, context);
        return answer.toString(UTF_8);
    }
}
