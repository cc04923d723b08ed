package dev.slipway.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Invariants;
import dev.slipway.registry.Stores;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.Fault.Moment;
import dev.slipway.registry.state.InjectedFailure;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SweepTest {

    private static final byte[] CONTENT = Content.bytes(100, 1);
    private static final BooleanSupplier ALWAYS = () -> true;

    private final Stores stores = new Stores();
    private final Client client = new Client(stores.registry(), "team/app");
    private final Digest digest = Content.sha256(CONTENT);
    private final Blob object = new Blob(digest, CONTENT.length, UploadId.random());

    @AfterEach
    void close() {
        stores.close();
    }

    /** Ages in hours: how long ago the bytes came, and how long ago the object died. */
    @ParameterizedTest
    @CsvSource({
        "none, 0,  0,  0,   STAYS",
        "none, 0,  0,  96,  STAYS",
        "none, 0,  0,  97,  DIES_AND_GOES",
        "none, 0,  0,  900, DIES_AND_GOES",
        "live, 1,  0,  0,   STAYS",
        "live, 1,  0,  900, STAYS",
        "live, 90, 0,  900, STAYS",
        "live, 0,  0,  0,   DIES",
        "live, 0,  0,  900, DIES",
        "live, -1, 0,  0,   DIES",
        "dead, 0,  0,  900, STAYS",
        "dead, 0,  1,  1,   GOES",
        "dead, 0,  70, 900, GOES",
        "dead, 0,  71, 900, STAYS",
        "dead, 0,  90, 900, STAYS"
    })
    void whatBecomesOfAnObject(String state, long links, long dead, long age, Fate fate) {
        stores.bucket().put(object.key(), CONTENT);
        stores.pass(Duration.ofHours(age - dead));
        item(state, links).ifPresent(this::write);
        stores.pass(Duration.ofHours(dead));
        var before = stores.table().items();

        var rehearsed = sweep().rehearse(ALWAYS);
        assertThat(stores.table().items()).isEqualTo(before);
        assertThat(isThere()).isTrue();
        var report = sweep().run(ALWAYS);

        var deletes = fate == Fate.GOES || fate == Fate.DIES_AND_GOES;
        assertThat(report)
                .isEqualTo(new Sweep.Report(
                        1, fate == Fate.DIES ? 1 : 0, deletes ? 1 : 0, deletes ? CONTENT.length : 0, true))
                .isEqualTo(rehearsed);
        assertThat(isThere()).isEqualTo(!deletes);
        if (fate == Fate.DIES || fate == Fate.DIES_AND_GOES) {
            assertThat(state()).contains("dead");
        } else {
            assertThat(stores.table().items()).isEqualTo(before);
        }
    }

    /** The same of an object whose key does not say its digest: what points to its item lives and dies with that. */
    @ParameterizedTest
    @CsvSource({
        "none, 0,  0,  0,   STAYS",
        "none, 0,  0,  96,  STAYS",
        "none, 0,  0,  97,  DIES_AND_GOES",
        "live, 1,  0,  900, STAYS",
        "live, 0,  0,  0,   DIES",
        "live, 0,  0,  900, DIES",
        "dead, 0,  0,  900, STAYS",
        "dead, 0,  1,  1,   GOES",
        "dead, 0,  70, 900, GOES",
        "dead, 0,  71, 900, STAYS",
        "gone, 0,  0,  96,  STAYS",
        "gone, 0,  0,  97,  DIES_AND_GOES",
        "stillborn, 0, 0,  900, STAYS",
        "stillborn, 0, 1,  900, GOES",
        "stillborn, 0, 23, 900, STAYS"
    })
    void whatBecomesOfACopiedObject(String state, long links, long dead, long age, Fate fate) {
        var copied = new Blob(digest, CONTENT.length, UploadId.copy());
        stores.bucket().put(copied.key(), CONTENT);
        stores.pass(Duration.ofHours(age - dead));
        items(copied, state, links).forEach(this::write);
        stores.pass(Duration.ofHours(dead));
        var before = stores.table().items();

        var rehearsed = sweep().rehearse(ALWAYS);
        assertThat(stores.table().items()).isEqualTo(before);
        assertThat(sweep().run(ALWAYS)).isEqualTo(rehearsed);

        assertThat(rehearsed.marked()).isEqualTo(fate == Fate.DIES ? 1 : 0);
        assertThat(rehearsed.deleted()).isEqualTo(fate.isDeletion() ? 1 : 0);
        assertThat(stores.bucket().find(copied.key()).isPresent()).isEqualTo(!fate.isDeletion());
        if (fate == Fate.DIES || fate == Fate.DIES_AND_GOES) {
            var pointer = stores.table().get(CopyPointer.key(copied.object())).orElseThrow();
            assertThat(pointer.number("expires")).isGreaterThan(stores.now().getEpochSecond());
            stores.table()
                    .get(ObjectItem.key(copied))
                    .ifPresent(item -> assertThat(item.attributes())
                            .containsEntry("state", new Value.Text("dead"))
                            .containsEntry("expires", new Value.Whole(pointer.number("expires"))));
            assertThat(stores.table().write(List.of(CopyPointer.first(copied)))).isNotEmpty();
        } else {
            assertThat(stores.table().items()).isEqualTo(before);
        }
    }

    private List<Write> items(Blob copied, String state, long links) {
        var key = ObjectItem.key(copied);
        var live = Item.at(key).with("state", "live").with("size", 100).with("links", links);
        return switch (state) {
            case "live" -> List.of(new Write.Put(live, Condition.ABSENT), CopyPointer.first(copied));
            case "dead" ->
                List.of(
                        ObjectItem.stillborn(copied, stores.now(), Fate.REMEMBERED),
                        CopyPointer.end(copied, stores.now(), Fate.REMEMBERED));
            case "gone" -> List.of(CopyPointer.first(copied));
            case "stillborn" ->
                List.of(CopyPointer.stillborn(copied.object(), stores.now(), Fate.REMEMBERED_STILLBORN));
            default -> List.of();
        };
    }

    @Test
    void whatIsNoBlobIsLeftAlone() {
        for (var key : List.of(
                "blobs/copied/" + UploadId.random(),
                "blobs/copied/x",
                "blobs/copied/" + UploadId.copy() + "/x",
                "blobs/sha256/" + digest.hex() + "/" + UploadId.copy(),
                "blobs/sha256/abc/1",
                "blobs/x",
                "blobs/sha256/" + digest.hex() + "/x")) {
            stores.bucket().put(new ObjectKey(key), CONTENT);
        }
        stores.pass(Duration.ofDays(30));

        assertThat(sweep().run(ALWAYS)).isEqualTo(new Sweep.Report(7, 0, 0, 0, true));
    }

    @Test
    void stagedBytesAreNoneOfItsBusiness() {
        stores.bucket().put(ObjectKey.staging(UploadId.random()), CONTENT);
        stores.pass(Duration.ofDays(30));

        assertThat(sweep().run(ALWAYS)).isEqualTo(new Sweep.Report(0, 0, 0, 0, true));
    }

    @Test
    void aDeletedBlobCanStillBeDownloadedForAnHourAndIsGoneAWeekAfter() {
        client.push(CONTENT);
        var downloading =
                stores.registry().blobs().pull(client.repository(), digest).key();
        stores.registry().blobs().delete(client.repository(), digest);

        sweep().run(ALWAYS);
        stores.pass(Duration.ofMinutes(59));
        sweep().run(ALWAYS);
        assertThat(stores.bucket().find(downloading)).isPresent();
        stores.pass(Duration.ofMinutes(1));
        sweep().run(ALWAYS);
        assertThat(stores.bucket().find(downloading)).isEmpty();

        stores.passAWeek();
        assertThat(stores.table().items()).isEmpty();
    }

    /** A run that may look at so many objects more, then another, until the end. */
    @ParameterizedTest
    @CsvSource({"1, 1000", "3, 1000", "4, 2", "5, 2", "1, 1", "7, 3"})
    void aRunWithoutTimeGoesOnWhereItStopped(int most, int page) {
        orphans(10);
        var seen = 0L;
        var deleted = 0L;
        Sweep.Report report;
        do {
            var rehearsed = sweep(page).rehearse(bounded(most));
            report = sweep(page).run(bounded(most));
            assertThat(report).isEqualTo(rehearsed);
            assertThat(report.seen()).isLessThanOrEqualTo(most);
            seen += report.seen();
            deleted += report.deleted();
        } while (!report.complete());

        assertThat(seen).isEqualTo(10);
        assertThat(deleted).isEqualTo(10);
        assertThat(stores.bucket().list("")).isEmpty();
        assertThat(stores.table().get(Keys.SWEEP)).isEmpty();
    }

    @Test
    void aRunWithNoTimeAtAllDoesNothing() {
        orphans(2);

        assertThat(sweep().run(() -> false)).isEqualTo(new Sweep.Report(0, 0, 0, 0, false));
        assertThat(stores.bucket().list("")).hasSize(2);
    }

    @Test
    void anEmptyRegistryIsSweptInTwoCalls() {
        assertThat(sweep().run(ALWAYS)).isEqualTo(new Sweep.Report(0, 0, 0, 0, true));
        assertThat(stores.table().items()).isEmpty();
    }

    /** Killed at each of its calls, before and after the call's effect; the runs after it do the rest. */
    @ParameterizedTest
    @CsvSource({"BEFORE", "AFTER"})
    void aRunThatIsKilledLosesNothing(Moment moment) {
        var call = 0;
        Fault fault;
        do {
            fault = Fault.crash(++call, moment);
            try (var some = new Stores()) {
                clutter(some);
                try {
                    var registry = some.registry(fault);
                    new Sweep(registry.table(), registry.bucket(), registry.clock(), 3).run(ALWAYS);
                } catch (InjectedFailure expected) {
                    assertThat(fault.struck()).isTrue();
                }
                Invariants.holdAfterDeleting(some);
                some.passAWeek();
                Invariants.nothingIsLeftOver(some);
                assertThat(new Client(some.registry(), "team/app").pull(digest)).isEqualTo(CONTENT);
            }
        } while (fault.struck());
        assertThat(call).isGreaterThan(10);
    }

    /** Something kept, something deleted, something dead, something that was never linked. */
    private static void clutter(Stores some) {
        var client = new Client(some.registry(), "team/app");
        for (var seed = 10; seed < 13; seed++) {
            some.putDirectly(client.start().id(), Content.bytes(10, seed));
        }
        some.pass(Duration.ofDays(5));
        var blobs = some.registry().blobs();
        for (var seed = 20; seed < 23; seed++) {
            blobs.delete(client.repository(), client.push(Content.bytes(10, seed)));
        }
        some.registry().sweep().run(ALWAYS);
        some.pass(Duration.ofHours(2));
        for (var seed = 30; seed < 33; seed++) {
            some.putDirectly(UploadId.random(), Content.bytes(10, seed));
            blobs.delete(client.repository(), client.push(Content.bytes(10, seed + 10)));
        }
        client.push(CONTENT);
        for (var seed = 50; seed < 53; seed++) {
            some.bucket().put(ObjectKey.copied(UploadId.copy()), Content.bytes(10, seed));
            var content = Content.bytes(10, seed + 10);
            var session = WholeUpload.open(some, client.repository(), content);
            blobs.delete(client.repository(), client.finish(session, Content.sha256(content), new byte[0]));
        }
        some.registry().sweep().run(ALWAYS);
        some.pass(Duration.ofHours(2));
    }

    private void orphans(int number) {
        IntStream.range(0, number).forEach(seed -> stores.putDirectly(UploadId.random(), Content.bytes(10, seed)));
        stores.pass(Duration.ofDays(5));
    }

    private static BooleanSupplier bounded(int most) {
        var left = new AtomicInteger(most);
        return () -> left.getAndDecrement() > 0;
    }

    private Optional<Write> item(String state, long links) {
        return switch (state) {
            case "live" -> {
                var key = ObjectItem.key(object);
                yield Optional.of(new Write.Put(
                        Item.at(key).with("state", "live").with("size", 100).with("links", links), Condition.ABSENT));
            }
            case "dead" -> Optional.of(ObjectItem.stillborn(object, stores.now(), Fate.REMEMBERED));
            default -> Optional.empty();
        };
    }

    private void write(Write write) {
        assertThat(stores.table().write(List.of(write))).isEmpty();
    }

    private boolean isThere() {
        return stores.bucket().find(object.key()).isPresent();
    }

    private Optional<String> state() {
        return stores.table().get(ObjectItem.key(object)).map(item -> item.text("state"));
    }

    private Sweep sweep() {
        return stores.registry().sweep();
    }

    private Sweep sweep(int page) {
        return new Sweep(stores.table(), stores.bucket(), stores::now, page);
    }
}
