package dev.slipway.registry.cost;

import dev.slipway.registry.cost.Comparison.Use;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why one bill is more or less than an earlier one. What is looked at is what the requests of one action to one package used of
 * one unit, and all else is a sum of that, so that it adds up however it is grouped. Credentials are not told apart: a new one is
 * no new work.
 */
public final class Explanation {

    private final Bill before;
    private final Bill now;
    private final Map<Account, Subtotal> was;
    private final Map<Account, Subtotal> is;
    private final Comparison comparison;

    /**
     * What one action to one package costs.
     *
     * @param account without a credential
     * @param change its key is the package's name
     */
    public record Work(Account account, Change change) {}

    /** Compares a bill with an earlier one; both are of all or of the same owner. */
    public Explanation(Bill before, Bill now) {
        this.before = before;
        this.now = now;
        this.was = work(before);
        this.is = work(now);
        this.comparison = new Comparison(before.rates(), now.rates());
    }

    public Change total() {
        return new Change(
                "", before.requests(), now.requests(), before.total(), now.total(), causes(accounts(), units()));
    }

    /** A row for each key, what moved most first; by all but the token and the day. */
    public List<Change> rows(Grouping by) {
        var earlier = byKey(before, by);
        var later = byKey(now, by);
        var keys = new TreeSet<>(earlier.keySet());
        keys.addAll(later.keySet());
        var causes = by == Grouping.SERVICE ? byService() : byAccount(by);
        return keys.stream()
                .map(key -> change(
                        Optional.ofNullable(earlier.get(key)),
                        Optional.ofNullable(later.get(key)),
                        key,
                        causes.getOrDefault(key, Causes.NONE)))
                .sorted(Change.MOST_FIRST)
                .toList();
    }

    /** Each action to each package, what moved most first. */
    public List<Work> works() {
        return accounts().stream()
                .map(account -> new Work(account, change(account)))
                .sorted(Comparator.comparing(Work::change, Change.MOST_FIRST)
                        .thenComparing(work -> work.account().action()))
                .toList();
    }

    private Change change(Account account) {
        var earlier = sum(before, was, account);
        var later = sum(now, is, account);
        return new Change(
                account.repository(),
                earlier.requests(),
                later.requests(),
                earlier.cost(before.rates()),
                later.cost(now.rates()),
                causes(Set.of(account), units()));
    }

    private static Change change(Optional<Bill.Row> earlier, Optional<Bill.Row> later, String key, Causes causes) {
        var was = earlier.orElseGet(() -> Bill.Row.none(key));
        var is = later.orElseGet(() -> Bill.Row.none(key));
        return new Change(key, was.requests(), is.requests(), was.cost(), is.cost(), causes);
    }

    private Map<String, Causes> byService() {
        return units().stream()
                .collect(Collectors.toMap(
                        unit -> unit.service().toString(), unit -> causes(accounts(), Set.of(unit)), Causes::plus));
    }

    private Map<String, Causes> byAccount(Grouping by) {
        return accounts().stream()
                .collect(Collectors.toMap(by::key, account -> causes(Set.of(account), units()), Causes::plus));
    }

    private Causes causes(Set<Account> accounts, Set<Unit> units) {
        return accounts.stream()
                .flatMap(account -> units.stream().map(unit -> causes(account, unit)))
                .reduce(Causes.NONE, Causes::plus);
    }

    private Causes causes(Account account, Unit unit) {
        return comparison.causes(unit, use(before, was, account, unit), use(now, is, account, unit));
    }

    /** What keeping account uses is by all requests that are kept account of. */
    private static Use use(Bill bill, Map<Account, Subtotal> work, Account account, Unit unit) {
        var sum = sum(bill, work, account);
        var requests = account.equals(HourlySums.LEDGER) ? bill.requests() : sum.requests();
        return new Use(requests, sum.amount(unit), sum.cost(unit, bill.rates()));
    }

    private static Subtotal sum(Bill bill, Map<Account, Subtotal> work, Account account) {
        return work.getOrDefault(account, new Subtotal(bill.rates().prices()));
    }

    private Set<Account> accounts() {
        return Stream.concat(was.keySet().stream(), is.keySet().stream()).collect(Collectors.toSet());
    }

    private static Set<Unit> units() {
        return EnumSet.allOf(Unit.class);
    }

    private static Map<String, Bill.Row> byKey(Bill bill, Grouping by) {
        return bill.rows(by, account -> true).stream().collect(Collectors.toMap(Bill.Row::key, Function.identity()));
    }

    private static Map<Account, Subtotal> work(Bill bill) {
        var sums = new HashMap<Account, Subtotal>();
        for (var entry : bill.entries()) {
            var account = entry.account();
            var work = new Account(account.owner(), account.repository(), "", account.action());
            sums.computeIfAbsent(work, _ -> new Subtotal(bill.rates().prices())).add(entry);
        }
        return sums;
    }
}
