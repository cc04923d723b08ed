package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prices receipts and keeps them. */
public final class Receipts {

    /** For a registry that nobody asks what it costs: nothing has a receipt. */
    public static final Receipts NONE = new Receipts(Optional.empty(), (receipt, priced) -> {});

    /** In the place of a price that nobody knows. */
    private static final String UNKNOWN = "unknown";

    /** What stands for a status where nobody is answered. */
    private static final int DONE = 200;

    private static final int FAILED = 500;

    /** In seconds. */
    private static final long DAY = 86_400;

    private static final int DECIMALS = 12;

    /** Of how many usages the prices are kept. */
    private static final int PRICED = 256;

    private final Optional<PriceFile> file;
    private final BiConsumer<Receipt, PricedUsage> kept;
    private volatile Today today = new Today(Long.MIN_VALUE, Optional.empty());

    /** What is known of a day. */
    private static final class Today {

        /** Its number from 1970-01-01. */
        private final long day;

        /** Empty where the prices are not known. */
        private final Optional<ListPrice> list;

        /** What was used lately: requests of a kind often use the same. Each is whole, whichever thread has put it there. */
        private final @Nullable PricedUsage[] priced = new PricedUsage[PRICED];

        Today(long day, Optional<ListPrice> list) {
            this.day = day;
            this.list = list;
        }

        PricedUsage priced(Usage usage) {
            var place = Math.floorMod(usage.hashCode(), PRICED);
            var known = priced[place];
            if (known != null && known.usage().equals(usage)) {
                return known;
            }
            var made = PricedUsage.of(usage, price(usage));
            priced[place] = made;
            return made;
        }

        private String price(Usage usage) {
            try {
                return list.map(prices -> prices.of(usage)).orElse(UNKNOWN);
            } catch (UnknownPriceException e) {
                return UNKNOWN;
            }
        }
    }

    /**
     * Receipts at these prices.
     *
     * @param file empty where the prices are not known: receipts say so, and their units are kept all the same
     * @param kept is given each receipt and its usage priced, in dollars that are rounded to 12 decimals
     */
    public Receipts(Optional<PriceFile> file, BiConsumer<Receipt, PricedUsage> kept) {
        this.file = file;
        this.kept = kept;
    }

    /** Whether there are receipts at all. */
    public boolean areKept() {
        return !equals(NONE);
    }

    /** Keeps a receipt, and answers it as the header {@code Slipway-Cost} has it: dollars at list price, then units. */
    public String issue(Receipt receipt) {
        var priced = today(Math.floorDiv(receipt.time().getEpochSecond(), DAY)).priced(receipt.usage());
        kept.accept(receipt, priced);
        return priced.header();
    }

    /**
     * Does work of a function that no request waits for, and keeps its receipt.
     *
     * @param id that Lambda has of the invocation
     * @param memory of the function, in MiB
     */
    public <T> T background(Account account, String id, int memory, InstantSource clock, Supplier<T> work) {
        var start = System.nanoTime();
        var meter = new Meter();
        var status = FAILED;
        try {
            var done = meter.measure(work);
            status = DONE;
            return done;
        } finally {
            meter.addFunction(memory, System.nanoTime() - start);
            issue(new Receipt(clock.instant(), id, Receipt.shortened(id), account, "", status, "", meter.usage()));
        }
    }

    /**
     * What everything costs on a day.
     *
     * @throws UnknownPriceException where the region's prices are not known
     */
    public Prices prices(LocalDate day) {
        var known = file.orElseThrow(() -> new UnknownPriceException(
                areKept() ? "the prices of this region are not known" : "this registry counts no costs"));
        return Prices.of(known, day);
    }

    /**
     * What everything costs in a month, day by day.
     *
     * @throws UnknownPriceException where the region's prices are not known
     */
    public MonthPrices prices(YearMonth month) {
        return MonthPrices.of(month, this::prices);
    }

    private Today today(long day) {
        var current = today;
        if (current.day != day) {
            current = new Today(day, file.map(known -> new ListPrice(Prices.of(known, LocalDate.ofEpochDay(day)))));
            today = current;
        }
        return current;
    }

    /** A sum of dollars as a plain decimal, rounded to 12 places. */
    public static String text(BigDecimal dollars) {
        var rounded = dollars.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
