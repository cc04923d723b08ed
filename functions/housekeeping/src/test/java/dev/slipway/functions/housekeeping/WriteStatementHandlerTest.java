package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Stores;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.state.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the first of December, in the morning. */
final class WriteStatementHandlerTest {

    private final TestRegistry registry = new TestRegistry();
    private final Stores stores = registry.stores();

    @BeforeEach
    void use() {
        var team = new OwnerName("team");
        stores.registry().owners().create(team, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        stores.registry()
                .ledger()
                .keep(
                        Stores.START,
                        new Account("team", "team/app", "", "pull"),
                        new Tally(1, new Usage(Map.of(Unit.BUCKET_WRITE, 1L))));
        stores.pass(Duration.ofHours(6 * 24 + 17));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void writesTheLastMonthsAndSaysSoInOneLine() throws IOException {
        var context = new TimedContext(900_000);

        var line = "{\"task\":\"write-statement\",\"month\":\"2026-11\",\"written\":2,\"complete\":true}";
        assertThat(answer(context)).isEqualTo(line);
        assertThat(context.logged()).containsExactly(line + "\n");
        assertThat(answer(new TimedContext(900_000))).isEqualTo(line);
        assertThat(stores.bucket().list(""))
                .extracting(ObjectKey::value)
                .containsExactly("statements/2026-11.html", "statements/2026-11/team.html");
        assertThat(stores.receipts()).extracting(Receipt::account).containsOnly(HourlySums.LEDGER);
    }

    @Test
    void stopsBeforeLambdaStopsIt() throws IOException {
        assertThat(answer(new TimedContext(60_000))).contains("\"written\":0,\"complete\":false");
    }

    private String answer(TimedContext context) throws IOException {
        var answer = new ByteArrayOutputStream();
        var event = new ByteArrayInputStream(Events.read("write-statement").bytes());
        new WriteStatementHandler(registry.registry(WriteStatementHandler.class)).handleRequest(event, answer, context);
        return answer.toString(UTF_8);
    }
}
