package dev.slipway.local.cost.reconcile;

import dev.slipway.local.cost.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A reconciliation for people and for programs. */
public final class ReconciliationText {

    /** The names of the table's columns. */
    public static final List<String> COLUMNS =
            List.of("SERVICE", "BILLED", "METERED", "DIFFERENCE", "", "LIKELY CAUSE");

    private ReconciliationText() {}

    /** The rows of a table: of each service one for each cause, then all together, then what is set apart. */
    public static List<List<String>> rows(Reconciliation reconciliation) {
        var rows = new ArrayList<List<String>>();
        Stream.concat(reconciliation.services().stream(), Stream.of(reconciliation.total()))
                .forEach(service -> add(rows, service));
        reconciliation
                .apart()
                .forEach((kind, cost) -> rows.add(List.of(kind, Money.rounded(cost), "", "", "", "not compared")));
        return rows;
    }

    private static void add(List<List<String>> rows, ServiceComparison service) {
        var causes = service.causes().stream()
                .map(cause -> signed(cause.effect()) + " " + cause.text())
                .toList();
        rows.add(List.of(
                service.service(),
                Money.rounded(service.billed()),
                Money.rounded(service.metered()),
                signed(service.difference()),
                service.share(),
                causes.isEmpty() ? "" : causes.getFirst()));
        causes.stream().skip(1).forEach(cause -> rows.add(List.of("", "", "", "", "", cause)));
    }

    private static String signed(BigDecimal usd) {
        return (usd.signum() > 0 ? "+" : "") + Money.rounded(usd);
    }

    /** The members of a JSON object: dollars as texts, with all their digits. */
    public static Map<String, Object> json(Reconciliation reconciliation, BigDecimal tolerance) {
        var members = new LinkedHashMap<String, Object>();
        members.put("currency", "USD");
        members.put("month", reconciliation.month().toString());
        members.put("tolerance", tolerance.toPlainString());
        members.put("within", reconciliation.isWithin(tolerance));
        members.put(
                "services",
                reconciliation.services().stream().map(ReconciliationText::json).toList());
        members.put("total", json(reconciliation.total()));
        var apart = new LinkedHashMap<String, String>();
        reconciliation.apart().forEach((kind, cost) -> apart.put(kind, Money.plain(cost)));
        members.put("apart", apart);
        return members;
    }

    private static Map<String, Object> json(ServiceComparison service) {
        var members = new LinkedHashMap<String, Object>();
        members.put("service", service.service());
        members.put("billed", Money.plain(service.billed()));
        members.put("metered", Money.plain(service.metered()));
        members.put("difference", Money.plain(service.difference()));
        members.put(
                "causes",
                service.causes().stream().map(ReconciliationText::json).toList());
        return members;
    }

    private static Map<String, Object> json(Cause cause) {
        var members = new LinkedHashMap<String, Object>();
        members.put("kind", cause.kind().toString());
        members.put("effect", Money.plain(cause.effect()));
        members.put("text", cause.text());
        return members;
    }
}
