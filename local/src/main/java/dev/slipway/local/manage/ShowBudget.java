package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway budget show}. */
@Command(
        name = "show",
        description = "Shows what an owner and its packages may spend in a month, and have spent in this one.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ShowBudget extends ManagementCommand {

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    @Parameters(paramLabel = "OWNER")
    private OwnerName owner;

    @Override
    void run(RegistryClient client, Output output) {
        var budgets = client.get(BudgetCommand.path(owner));
        if (!output.printed(budgets)) {
            output.table(
                    List.of("BUDGET", "MONTH", "LIMIT", "SPENT", "SHARE", "WARNS AT", "WARNED OF", "REFUSES"),
                    budgets.objects("budgets").stream()
                            .map(budget -> row(budgets.text("month"), budget))
                            .toList());
        }
    }

    private List<String> row(String month, Json budget) {
        return List.of(
                budget.findText("package").orElse(owner.value()),
                month,
                "$" + budget.text("limit"),
                "$" + budget.text("spent"),
                share(budget) + " %",
                shares(budget, "warn"),
                shares(budget, "warned"),
                budget.text("refuse"));
    }

    private static String share(Json budget) {
        var share = new BigDecimal(budget.text("spent"))
                .multiply(PERCENT)
                .divide(new BigDecimal(budget.text("limit")), MathContext.DECIMAL64);
        return share.setScale(1, RoundingMode.DOWN).toPlainString();
    }

    private static String shares(Json budget, String name) {
        return Output.list(
                budget.texts(name).stream().map(share -> share + " %").toList(), "none");
    }
}
