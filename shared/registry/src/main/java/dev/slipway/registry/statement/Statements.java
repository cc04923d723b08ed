package dev.slipway.registry.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.Periods;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.ObjectKey;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Puts the last month's statements into the bucket: one for each owner that used anything, then one of all. Who puts them again
 * puts the same in their place, so that it may be stopped anywhere and done again.
 */
public final class Statements {

    /** By then the ledger has a month's last hour, and what came late of it. */
    private static final Duration POSTED = Duration.ofHours(3);

    private final Ledger ledger;
    private final Receipts receipts;
    private final Owners owners;
    private final Bucket bucket;
    private final InstantSource clock;

    /**
     * What was put.
     *
     * @param month the month that was over last
     * @param written how many statements
     * @param complete whether that is all of them
     */
    public record Report(YearMonth month, int written, boolean complete) {}

    public Statements(Ledger ledger, Receipts receipts, Owners owners, Bucket bucket, InstantSource clock) {
        this.ledger = ledger;
        this.receipts = receipts;
        this.owners = owners;
        this.bucket = bucket;
        this.clock = clock;
    }

    /** Whether anything was used in the last month, and its statements are not all there. */
    public boolean areMissing() {
        return bucket.find(ObjectKey.statement(month())).isEmpty()
                && !ledger.month(month()).isEmpty();
    }

    /**
     * Writes those of the last month; none where nothing was used in it.
     *
     * @param goOn whether there is time for another
     */
    public Report write(BooleanSupplier goOn) {
        var month = month();
        var periods = Periods.read(ledger, receipts, month, clock.instant());
        var written = 0;
        for (var owner : owners(periods)) {
            if (!goOn.getAsBoolean()) {
                return new Report(month, written, false);
            }
            put(ObjectKey.statement(month, owner), new Statement(periods, Optional.of(owner)));
            written++;
        }
        if (!periods.now().usage().amounts().isEmpty()) {
            put(ObjectKey.statement(month), new Statement(periods, Optional.empty()));
            written++;
        }
        return new Report(month, written, true);
    }

    /** Whoever has signed in may ask for anything, also for packages of owners that there are not. */
    private List<String> owners(Periods periods) {
        return periods.now().owners().stream()
                .filter(name -> OwnerName.find(name).flatMap(owners::find).isPresent())
                .toList();
    }

    private void put(ObjectKey key, Statement statement) {
        bucket.put(key, statement.html().getBytes(UTF_8));
    }

    private YearMonth month() {
        return YearMonth.from(clock.instant().minus(POSTED).atZone(ZoneOffset.UTC))
                .minusMonths(1);
    }
}
