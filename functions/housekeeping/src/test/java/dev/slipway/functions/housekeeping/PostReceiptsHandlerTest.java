package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Stores;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.budget.BudgetWarning;
import dev.slipway.registry.budget.Notices;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.ReceiptLines;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostReceiptsHandlerTest {

    private static final String LINE = "{\"task\":\"post-receipts\",\"hours\":2}";
    private static final OwnerName TEAM = new OwnerName("team");

    private final TestRegistry registry = new TestRegistry();
    private final Stores stores = registry.stores();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final TimedContext context = new TimedContext(900_000);

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void postsHoursAndWarnsOfBudgets() throws IOException {
        budget();
        var told = new ArrayList<BudgetWarning>();

        post(told::add);

        assertThat(answer.toString(UTF_8)).isEqualTo(LINE);
        assertThat(context.logged()).containsExactly(LINE + "\n");
        assertThat(told).extracting(BudgetWarning::id).containsExactly("2026-11/50/0.000002/team");
        assertThat(stores.audit()).extracting(AuditEvent::kind).containsExactly(AuditEvent.Kind.BUDGET_WARNING);
    }

    @Test
    void aWarningThatCannotBeGivenFailsInTheEnd() {
        budget();

        assertThatThrownBy(() -> post(warning -> {
                    throw new IllegalStateException("no bus");
                }))
                .hasMessage("budgets are not up to date; the next run goes on");

        assertThat(answer.toString(UTF_8)).isEqualTo(LINE);
        assertThat(context.logged())
                .contains("slipway: the warning 2026-11/50/0.000002/team is not given yet: no bus\n");
        var budget = stores.registry().owners().get(TEAM).budgets().getFirst();
        assertThat(budget.in(YearMonth.of(2026, 11)).spent()).isEqualTo("0.000001");
    }

    private void budget() {
        var owners = stores.registry().owners();
        owners.create(TEAM, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        owners.setBudget(
                TEAM, new Budget(Optional.empty(), new BigDecimal("0.000002"), List.of(50), Budget.Refused.NOTHING));
    }

    private void post(Notices notices) throws IOException {
        var line = new Receipt(
                        Stores.START.minusSeconds(7200),
                        "1",
                        "1",
                        new Account("team", "", "", "list"),
                        "",
                        200,
                        "",
                        Usage.NONE.plus(Unit.TABLE_READ, 8))
                .line("0");
        new PostReceiptsHandler(
                        registry.registry(PostReceiptsHandler.class),
                        (from, to, lines) -> lines.accept(new ReceiptLines.Line(from, "stream", line)),
                        notices)
                .handleRequest(
                        new ByteArrayInputStream(Events.read("post-receipts").bytes()), answer, context);
    }
}
