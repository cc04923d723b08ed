package dev.slipway.local.cost.focus;

import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Charge;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code Month FILE...}: writes exports of a month of some packages, in which everything that AWS is paid for is used, on two
 * days for nothing and then with a third free. {@code .ci/focus} has them validated.
 */
final class Month {

    static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    static final FocusContext CONTEXT = new FocusContext("123456789012", "Harbour", "us-east-1", "slipway", NOVEMBER);

    private static final List<Account> ACCOUNTS = List.of(
            new Account("team", "team/app", "k-2026", "pull"),
            new Account("team", "team/app", "ci", "push"),
            new Account("team", "team/base/java", "", "pull"),
            new Account("crew", "crew/app", "said \"no\", twice\nand left", "delete"),
            new Account("crew", "crew/tools/a_b.c-d", "ci", "list"),
            new Account("", "", "k-2026", "sign-in"));

    private Month() {}

    public static void main(String... files) throws Exception {
        for (var file : files) {
            FocusExport.write(charges(2026), CONTEXT, Path.of(file));
        }
    }

    /** The same for the same seed. */
    static Stream<Charge> charges(long seed) {
        var prices = Prices.of(PriceFile.bundled("us-east-1"), NOVEMBER.atEndOfMonth());
        var random = new Random(seed);
        return IntStream.rangeClosed(1, NOVEMBER.lengthOfMonth())
                .boxed()
                .flatMap(day -> ACCOUNTS.stream()
                        .flatMap(account -> Arrays.stream(Unit.values())
                                .map(unit -> charge(prices, day, account, unit, random.nextLong(1, 1L << 40)))));
    }

    private static Charge charge(Prices prices, int day, Account account, Unit unit, long amount) {
        var list = prices.list(unit, amount);
        var rate = list.divide(BigDecimal.valueOf(amount), MathContext.DECIMAL128);
        var paid = BigDecimal.valueOf(2).divide(BigDecimal.valueOf(3), MathContext.DECIMAL128);
        var cost = day < 3 ? BigDecimal.ZERO : rate.multiply(paid).multiply(BigDecimal.valueOf(amount));
        return new Charge(NOVEMBER.atDay(day), account, unit, amount, list, cost);
    }
}
