package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Stores;
import dev.slipway.registry.cost.AccessLogLines;
import dev.slipway.registry.cost.AccessLogs;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Entry;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.ReceiptLines;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.state.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChargeTransfersHandlerTest {

    private static final Account ALICE = new Account("team", "team/app", "", "pull");
    private static final String BROKEN = "cloudfront/2026/11/24/E2EXAMPLE.2026-11-24-12.b.gz";

    private final TestRegistry registry = new TestRegistry();
    private final Stores stores = registry.stores();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void chargesWhatTheLogsHaveOfADay() throws IOException {
        deliver();
        var context = new TimedContext(900_000);
        charge(context);

        var line = "{\"task\":\"charge-transfers\",\"days\":1,\"requests\":1,\"complete\":true}";
        assertThat(answer.toString(UTF_8)).isEqualTo(line);
        assertThat(context.logged()).containsExactly(line + "\n");
        assertCharged();
    }

    @Test
    void whoeverIsOutOfTimeSaysSo() throws IOException {
        deliver();
        charge(new TimedContext(299_000));

        assertThat(answer.toString(UTF_8)).contains("\"days\":0,", "\"complete\":false");
    }

    @Test
    void aLogThatCannotBeReadIsNamedAndAnErrorInTheEnd() {
        deliver();
        stores.bucket().put(new ObjectKey(BROKEN), "garbage".getBytes(UTF_8));
        var context = new TimedContext(900_000);

        assertThatThrownBy(() -> charge(context)).hasMessage("1 access logs cannot be read; the next run tries again");

        assertThat(context.logged())
                .contains("slipway: the access log " + BROKEN
                        + " cannot be read: line 1: no line of CloudFront's access log: no JSON\n");
        assertThat(answer.toString(UTF_8)).contains("\"requests\":1,");
        assertCharged();
    }

    private void assertCharged() {
        assertThat(stores.registry().ledger().month(YearMonth.of(2026, 11)))
                .extracting(Entry::account)
                .containsExactly(ALICE);
    }

    private void deliver() {
        var line =
                AccessLogLines.cloudFront(Stores.START, "1", "GET", "/download/0123/sha256/aa/bb", 200, 9, 600, "Hit");
        stores.bucket()
                .put(
                        new ObjectKey("cloudfront/2026/11/24/E2EXAMPLE.2026-11-24-12.a.gz"),
                        AccessLogLines.zipped(List.of(line)));
    }

    private void charge(TimedContext context) throws IOException {
        var receipt = new Receipt(Stores.START, "1", "1", ALICE, "", 307, "0123", Usage.NONE).line("0");
        new ChargeTransfersHandler(
                        registry.registry(ChargeTransfersHandler.class),
                        new AccessLogs(stores.bucket(), "cloudfront/", "bucket/1/eu-central-1/slipway/"),
                        (from, to, lines) -> lines.accept(new ReceiptLines.Line(from, "stream", receipt)))
                .handleRequest(
                        new ByteArrayInputStream(Events.read("charge-transfers").bytes()), answer, context);
    }
}
