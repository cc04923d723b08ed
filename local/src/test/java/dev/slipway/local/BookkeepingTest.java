package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.registry.Stores;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.state.Interceptor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the registry does by itself for its books has a receipt, and no call to the stores is left out. */
final class BookkeepingTest {

    private static final Duration A_MONTH = Duration.ofDays(31);

    private final Stores stores = new Stores();
    private final Bookkeeping books = new Bookkeeping(Optional.of(PriceFile.bundled("us-east-1")), 1024, 9, System.err);
    private final AtomicInteger calls = new AtomicInteger();
    private final Interceptor counted = new Interceptor() {
        @Override
        public <T> T around(String name, Supplier<T> call) {
            assertThat(Meter.isCounting()).as(name).isTrue();
            calls.incrementAndGet();
            return call.get();
        }
    };

    @AfterEach
    void close() {
        books.close();
        stores.close();
    }

    @Test
    void statementsAreWrittenAndThenLookedFor() {
        new Ledger(stores.table())
                .keep(
                        Stores.START,
                        new Account("ann", "ann/app", "", "pull"),
                        new Tally(1, Usage.NONE.plus(Unit.BUCKET_READ, 1)));
        stores.pass(A_MONTH);

        books.writeStatements(stores.registry(counted), () -> true);
        var toWrite = calls.getAndSet(0);
        books.writeStatements(stores.registry(counted), () -> true);

        assertThat(toWrite).isGreaterThan(calls.get());
        assertThat(calls).hasPositiveValue();
        assertThat(stores.receipts())
                .extracting(Receipt::account, Receipt::id)
                .containsExactly(tuple(HourlySums.LEDGER, "statements"), tuple(HourlySums.LEDGER, "statements"));
    }

    @Test
    void storageIsCharged() {
        books.chargeDaily(stores.registry(counted), () -> 1_000_000);

        assertThat(calls).hasPositiveValue();
        assertThat(stores.receipts())
                .extracting(Receipt::account, Receipt::id)
                .containsExactly(tuple(HourlySums.LEDGER, "storage"));
    }
}
