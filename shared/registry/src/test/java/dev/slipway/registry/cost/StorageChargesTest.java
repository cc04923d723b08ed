package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Content;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.InMemoryBucket;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.InjectedFailure;
import dev.slipway.registry.state.InterceptedTable;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Write;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StorageChargesTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final Account NOBODY = Account.nobody("store");

    private final InMemoryTable table = new InMemoryTable();
    private final InMemoryBucket bucket = new InMemoryBucket();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void whatSeveralPackagesHaveIsSplitToTheByte() {
        store(1000, "team/a");
        store(10, "team/b", "team/a", "team/c");
        store(7);
        bucket.put(ObjectKey.staging(UploadId.random()), new byte[5]);

        assertThat(StoredShares.of(table, bucket))
                .containsExactlyEntriesOf(new TreeMap<>(Map.of("", 12L, "team/a", 1004L, "team/b", 3L, "team/c", 3L)));
    }

    /** More than S3 lists in one call. */
    @Test
    void sharesAddUpToWhatIsStored() {
        var random = new Random(1);
        var stored = 0L;
        for (var object = 0; object < 1500; object++) {
            var size = random.nextInt(200);
            store(size, names(random.nextInt(6)));
            stored += size;
        }

        var shares = StoredShares.of(table, bucket);

        assertThat(shares.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(stored);
        assertThat(shares).hasSize(6);
    }

    @Test
    void aDayIsChargedAsItsPartOfTheMonth() {
        store(3000, "team/a");
        store(100, "team/b", "team/c");
        store(11);

        assertThat(run()).isEqualTo(3111);

        assertThat(charged("2026-11-24"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(account("team/a"), 100L, account("team/b"), 2L, account("team/c"), 1L));
        assertThat(new Ledger(table).month(MONTH))
                .allSatisfy(entry -> assertThat(entry.tally().requests()).isZero());
    }

    /** However they are rounded, a day's charges are those of the whole. */
    @Test
    void chargesAddUpToThatOfTheWhole() {
        for (var packages = 1; packages < 40; packages++) {
            store(1 + packages * 7, "team/p" + packages);
            var stored = run();
            assertThat(charged("2026-11-24").values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(stored / 30);
        }
    }

    @Test
    void daysThatWereMissedAreChargedAfterwards() {
        store(300, "team/a");
        run();
        now = Instant.parse("2026-11-27T00:00:01Z");
        store(300, "team/a");
        run();
        now = Instant.parse("2027-02-03T00:00:00Z");
        run();

        assertThat(charged("2026-11-23")).isEmpty();
        assertThat(charged("2026-11-24")).containsEntry(account("team/a"), 10L);
        for (var day : List.of("2026-11-25", "2026-11-26", "2026-11-27")) {
            assertThat(charged(day)).containsEntry(account("team/a"), 20L);
        }
        assertThat(charged("2026-11-28")).isEmpty();
        assertThat(charged("2027-01-02")).isEmpty();
        assertThat(charged("2027-01-03")).containsEntry(account("team/a"), 19L);
        assertThat(charged("2027-02-03")).containsEntry(account("team/a"), 21L);
    }

    @Test
    void theLastOfADayTakesThePlaceOfTheOthersAndTouchesNothingElse() {
        new Ledger(table)
                .keep(
                        Instant.parse("2026-11-24T00:00:00Z"),
                        new Account("team", "team/a", "", "pull"),
                        new Tally(1, Usage.NONE.plus(Unit.TABLE_READ, 1)));
        store(300, "team/a");
        run();
        table.write(List.of(new Write.Delete(Keys.repository(new RepositoryName("team/a")), Condition.ALWAYS)));
        run();

        assertThat(charged("2026-11-24")).containsExactlyEntriesOf(Map.of(NOBODY, 10L));
        assertThat(new Ledger(table).month(MONTH)).hasSize(2);
    }

    /** Killed before and after each call to the table, and begun again when there is less and more than before. */
    @Test
    void aRunThatIsKilledAnywhereLosesNothingAndDoublesNothing() {
        for (var moment : Fault.Moment.values()) {
            for (var call = 1; call <= 14; call++) {
                table.items().forEach(item -> table.write(List.of(new Write.Delete(item.key(), Condition.ALWAYS))));
                bucket.list("").forEach(bucket::delete);
                store(300, "team/a");
                store(600, "team/b");
                killed(Fault.once(call, moment));
                table.write(List.of(new Write.Delete(Keys.repository(new RepositoryName("team/a")), Condition.ALWAYS)));
                store(900, "team/c");
                run();

                assertThat(charged("2026-11-24"))
                        .containsExactlyInAnyOrderEntriesOf(
                                Map.of(NOBODY, 10L, account("team/b"), 20L, account("team/c"), 30L));
            }
        }
    }

    private void killed(Fault fault) {
        try {
            new StorageCharges(new InterceptedTable(table, fault), bucket, () -> now).run();
        } catch (InjectedFailure expected) {
            assertThat(fault.struck()).isTrue();
        }
    }

    private long run() {
        return new StorageCharges(table, bucket, () -> now).run();
    }

    private static Account account(String name) {
        return new Account("team", name, "", "store");
    }

    private static String[] names(int number) {
        return IntStream.range(0, number).mapToObj(name -> "team/" + name).toArray(String[]::new);
    }

    private void store(int size, String... names) {
        var content = Content.bytes(size, bucket.list("").size());
        var id = UploadId.random();
        var digest = Content.sha256(content);
        bucket.put(ObjectKey.blob(digest, id), content);
        for (var text : names) {
            var name = new RepositoryName(text);
            var items = List.of(
                    Item.at(Keys.repository(name)),
                    Item.at(Keys.link(name, digest)).with("object", id.value()).with("size", size));
            items.forEach(item -> table.write(List.of(new Write.Put(item, Condition.ALWAYS))));
        }
    }

    private Map<Account, Long> charged(String day) {
        var hour = LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Ledger(table)
                .hour(hour).stream()
                        .filter(entry -> entry.account().action().equals("store"))
                        .collect(Collectors.toMap(
                                Entry::account,
                                entry -> entry.tally().usage().amount(Unit.BUCKET_STORAGE),
                                Long::sum,
                                HashMap::new));
    }
}
