package dev.slipway.registry.statement;

import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Explanation;
import dev.slipway.registry.cost.Grouping;
import dev.slipway.registry.cost.Periods;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a month's requests have cost, all of them or an owner's: one page of HTML that needs nothing else, on a screen and on
 * paper. The same costs make the same page. Dollars have six decimals, and each table's lines add up to the total that is
 * shown, to the last of them.
 */
public final class Statement {

    private final Periods periods;
    private final Optional<String> owner;
    private final Bill bill;

    /**
     * A statement.
     *
     * @param periods the month and the one before, of all
     * @param owner whose costs it is about; empty for all
     */
    public Statement(Periods periods, Optional<String> owner) {
        this.periods = owner.map(name -> periods.of(account -> account.owner().equals(name)))
                .orElse(periods);
        this.owner = owner;
        this.bill = this.periods.now();
    }

    /** The page, in UTF-8; it is XML as well. */
    public String html() {
        var total = Figures.round(bill.total());
        var explanation = new Explanation(periods.before(), bill);
        var body = new StringBuilder(head(total));
        body.append(new DaySection(periods, total).html());
        body.append(new ChangeSection(periods, explanation).html());
        for (var table : tables()) {
            body.append("<section>\n<h2>").append(table.title()).append("</h2>\n");
            body.append(table.table().html(bill.rows(table.by(), account -> true), total));
            body.append("</section>\n");
        }
        body.append(new UnitSection(bill, owner.isEmpty()).html(total));
        body.append(new Notes(bill, owner.isEmpty()).html());
        return Page.html(title(), body.toString());
    }

    private record Titled(String title, Grouping by, CostTable table) {}

    private List<Titled> tables() {
        var service = new Titled("By service of AWS", Grouping.SERVICE, new CostTable("by-service", "Service", ""));
        var owners = new Titled("By owner", Grouping.OWNER, new CostTable("by-owner", "Owner", "the registry itself"));
        var packages = new Titled("By package", Grouping.PACKAGE, new CostTable("by-package", "Package", "no package"));
        var action = new Titled("By what was done", Grouping.ACTION, new CostTable("by-action", "Action", ""));
        var token = new Titled("By token", Grouping.TOKEN, new CostTable("by-token", "Token", "without a token"));
        return owner.isPresent()
                ? List.of(service, packages, action, token)
                : List.of(service, owners, packages, action, token);
    }

    private String title() {
        return "Statement of " + Figures.month(periods.month()) + (periods.runs() ? ", so far" : "");
    }

    private String head(BigDecimal total) {
        return String.format(
                Locale.ROOT,
                """
                <header>
                <p class="product">Slipway</p>
                <h1>%s</h1>
                <p>What the requests to %s have cost at AWS, in US dollars without tax, at list prices of %s less what is free in \
                a month.</p>
                <dl class="figures">
                <div><dt>Total</dt><dd id="total">%s</dd></div>
                <div><dt>Requests</dt><dd id="requests">%s</dd></div>
                <div><dt>A thousand requests</dt><dd>%s</dd></div>
                </dl>
                </header>
                """,
                Markup.text(title()),
                owner.map(name -> "the packages of <strong>" + Markup.text(name) + "</strong>")
                        .orElse("this registry"),
                Markup.text(bill.region()),
                Figures.dollars(total),
                Figures.count(bill.requests()),
                Figures.dollars(Figures.thousand(bill.total(), bill.requests())));
    }
}
