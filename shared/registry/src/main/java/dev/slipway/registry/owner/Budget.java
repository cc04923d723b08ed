package dev.slipway.registry.owner;

import dev.slipway.registry.name.RepositoryName;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an owner's packages, or one of them, may cost in a month.
 *
 * @param repository the package; empty for all that the owner has
 * @param limit in US dollars a month, more than nothing
 * @param shares of the limit that are warned of when they are spent, in percent, in order
 * @param refused what is refused once the limit is spent
 * @param spendings of the newest months of which something is known, two at most, the newest first
 */
public record Budget(
        Optional<RepositoryName> repository,
        BigDecimal limit,
        List<Integer> shares,
        Refused refused,
        List<Spending> spendings) {

    /** What is warned of where nothing else is said. */
    public static final List<Integer> SHARES = List.of(50, 80, 100);

    /** The month that is, and the one before, of which lines of the log may come late. */
    private static final int MOST_SPENDINGS = 2;

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    /** What is refused once a budget is spent; in text in lower case. */
    public enum Refused {
        NOTHING,
        PUSHES,
        /** Pushes and pulls. */
        ALL;

        public static Optional<Refused> find(String text) {
            return Stream.of(values())
                    .filter(refused -> refused.toString().equals(text))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Budget {
        shares = shares.stream().distinct().sorted().toList();
        spendings = spendings.stream()
                .sorted(Comparator.comparing(Spending::month).reversed())
                .limit(MOST_SPENDINGS)
                .toList();
    }

    /** A budget of which nothing is spent. */
    public Budget(Optional<RepositoryName> repository, BigDecimal limit, List<Integer> shares, Refused refused) {
        this(repository, limit, shares, refused, List.of());
    }

    /** What was spent in a month; nothing in one that has only begun. */
    public Spending in(YearMonth month) {
        return spendings.stream()
                .filter(spending -> spending.month().equals(month))
                .findFirst()
                .orElse(Spending.nothing(month));
    }

    /** Whether all of it is spent. */
    public boolean isSpentIn(YearMonth month) {
        return in(month).spent().compareTo(limit) >= 0;
    }

    /** The shares that have to be warned of once so much is spent, and were not. */
    public List<Integer> due(YearMonth month, BigDecimal spent) {
        var warned = in(month).warned();
        return shares.stream()
                .filter(share -> !warned.contains(share) && covers(spent, share))
                .toList();
    }

    /** The same budget after so much was spent in a month, and warned of. */
    public Budget with(YearMonth month, BigDecimal spent, List<Integer> warned) {
        if (warned.isEmpty() && in(month).spent().compareTo(spent) == 0) {
            return this;
        }
        var all = Stream.concat(in(month).warned().stream(), warned.stream()).toList();
        var others = spendings.stream().filter(spending -> !spending.month().equals(month));
        return new Budget(
                repository,
                limit,
                shares,
                refused,
                Stream.concat(Stream.of(new Spending(month, spent, all)), others)
                        .toList());
    }

    /** This budget in the place of an earlier one: what was spent stays, and those warnings that hold for this one too. */
    Budget after(Budget earlier) {
        return new Budget(
                repository,
                limit,
                shares,
                refused,
                earlier.spendings().stream().map(this::again).toList());
    }

    private Spending again(Spending spending) {
        var still = spending.warned().stream()
                .filter(share -> shares.contains(share) && covers(spending.spent(), share))
                .toList();
        return new Spending(spending.month(), spending.spent(), still);
    }

    private boolean covers(BigDecimal spent, int share) {
        return spent.multiply(PERCENT).compareTo(limit.multiply(BigDecimal.valueOf(share))) >= 0;
    }
}
