package dev.slipway.registry.cost;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Brings the ledger up to date from the log, an hour at a time. It may be stopped anywhere and run twice at once: each hour is
 * added up from its lines anew. The last hour of a run is added up once more by the next, for lines that came late.
 */
public final class Posting {

    /** In the partition of no month. */
    private static final Key POSITION = new Key("c#position", "position");

    private static final String HOUR = "hour";
    private static final Duration ONE_HOUR = Duration.ofHours(1);

    /** A line may be logged under a time that is not quite its receipt's; and it takes a while to be found. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    /** How far back the first run looks: nothing is older that it does not find within an hour. */
    private static final Duration FIRST = Duration.ofHours(2);

    private final Table table;
    private final ReceiptLines lines;
    private final Consumer<YearMonth> posted;
    private final InstantSource clock;

    /** Posts to the ledger in a table. */
    public Posting(Table table, ReceiptLines lines, InstantSource clock) {
        this(table, lines, month -> {}, clock);
    }

    /**
     * Posts to the ledger in a table.
     *
     * @param posted is told of each month of which hours were posted, after these: at least once, whoever was stopped wherever
     */
    public Posting(Table table, ReceiptLines lines, Consumer<YearMonth> posted, InstantSource clock) {
        this.table = table;
        this.lines = lines;
        this.posted = posted;
        this.clock = clock;
    }

    /**
     * Posts all hours that are over.
     *
     * @param goOn whether there is time for another hour
     * @return how many hours were posted
     */
    public int run(BooleanSupplier goOn) {
        var hours = 0;
        var end = clock.instant().minus(SLACK).minus(SLACK).truncatedTo(ChronoUnit.HOURS);
        var hour = position(end);
        for (; hour.isBefore(end) && goOn.getAsBoolean(); hour = hour.plus(ONE_HOUR)) {
            post(hour);
            if (isLastOfMonth(hour)) { // before the position leaves the month: nobody comes back to it
                posted.accept(month(hour));
            }
            table.write(List.of(new Write.Put(Item.at(POSITION).with(HOUR, hour.getEpochSecond()), Condition.ALWAYS)));
            hours++;
        }
        var last = hour.minus(ONE_HOUR);
        if (hours > 0 && !isLastOfMonth(last)) {
            posted.accept(month(last));
        }
        return hours;
    }

    private static boolean isLastOfMonth(Instant hour) {
        return !month(hour).equals(month(hour.plus(ONE_HOUR)));
    }

    private static YearMonth month(Instant hour) {
        return YearMonth.from(hour.atZone(ZoneOffset.UTC));
    }

    private Instant position(Instant end) {
        return table.get(POSITION)
                .map(item -> Instant.ofEpochSecond(item.number(HOUR)))
                .orElseGet(() -> end.minus(FIRST));
    }

    private void post(Instant hour) {
        var sums = new HourlySums(hour);
        var invocations = new Invocations(sums);
        lines.read(hour.minus(SLACK), hour.plus(ONE_HOUR).plus(SLACK), invocations::add);
        invocations.finish();
        var ledger = new Ledger(table);
        sums.byAccount().forEach((account, tally) -> ledger.keep(hour, account, tally));
    }
}
