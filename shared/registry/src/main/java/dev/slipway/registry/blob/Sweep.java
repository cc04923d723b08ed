package dev.slipway.registry.blob;

import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Collects the objects that nothing links, page by page through all of the bucket's {@code blobs/}. A run that has no
 * time left keeps its place, and the next goes on from there; one that is killed has done what it had done.
 *
 * <p>No link ever leads to an object that was deleted here. Before its bytes go, an object has an item that is dead; a link
 * is written only while that item is live, or in the transaction that makes it; so of a link and a death, whichever is
 * written first refuses the other. The dead item stays when the bytes are gone, for longer than any request runs, so that
 * neither can one that saw the bytes link them late.
 */
public final class Sweep {

    private static final String BLOBS = "blobs/";
    private static final String AFTER = "after";

    /** As many as S3 lists in one call. */
    private static final int PAGE = 1000;

    private final Table table;
    private final Bucket bucket;
    private final InstantSource clock;
    private final int page;

    public Sweep(Table table, Bucket bucket, InstantSource clock) {
        this(table, bucket, clock, PAGE);
    }

    Sweep(Table table, Bucket bucket, InstantSource clock, int page) {
        this.table = table;
        this.bucket = bucket;
        this.clock = clock;
        this.page = page;
    }

    /**
     * What a run did.
     *
     * @param seen how many objects it looked at
     * @param marked how many were found without a link and will be deleted by a run that comes an hour later or more
     * @param deleted how many were deleted
     * @param bytes how many bytes those had
     * @param complete whether the end was reached; else the next run goes on
     */
    public record Report(long seen, long marked, long deleted, long bytes, boolean complete) {

        static final Report NOTHING = new Report(0, 0, 0, 0, false);

        Report plus(Fate fate, ListedObject object) {
            return switch (fate) {
                case STAYS -> new Report(seen + 1, marked, deleted, bytes, false);
                case DIES -> new Report(seen + 1, marked + 1, deleted, bytes, false);
                case GOES, DIES_AND_GOES -> new Report(seen + 1, marked, deleted + 1, bytes + object.size(), false);
            };
        }

        Report completed() {
            return new Report(seen, marked, deleted, bytes, true);
        }
    }

    /**
     * Goes on from where the last run stopped, to the end.
     *
     * @param timeLeft whether there is time for one object more
     */
    public Report run(BooleanSupplier timeLeft) {
        return walk(new Collector(), timeLeft);
    }

    /** Changes nothing, and reports what {@link #run} would do. */
    public Report rehearse(BooleanSupplier timeLeft) {
        return walk(new Rehearsal(), timeLeft);
    }

    private Report walk(Rehearsal effect, BooleanSupplier timeLeft) {
        var report = Report.NOTHING;
        var start = table.get(Keys.SWEEP).flatMap(item -> item.findText(AFTER)).orElse("");
        var after = start;
        while (true) {
            var objects = bucket.page(BLOBS, after, page);
            var known = SweptPage.of(objects, table);
            for (var object : objects) {
                if (!timeLeft.getAsBoolean()) {
                    effect.stop(after);
                    return report;
                }
                report = report.plus(effect.meet(object, known), object);
                after = object.key();
            }
            if (objects.size() < page) {
                effect.end(!after.equals(start) || !start.isEmpty());
                return report.completed();
            }
            effect.stop(after);
        }
    }

    /** Decides, and does nothing. */
    private class Rehearsal {

        Fate meet(ListedObject object, SweptPage known) {
            var fate = Fate.of(object, known.item(object), clock.instant());
            return known.blob(object)
                    .map(blob -> meet(blob, fate))
                    .or(() -> SweptPage.copy(object).map(copy -> meet(copy, fate)))
                    .orElse(Fate.STAYS);
        }

        Fate meet(Blob blob, Fate fate) {
            return fate;
        }

        /** The same for a copy that never became a blob. */
        Fate meet(UploadId copy, Fate fate) {
            return fate;
        }

        void stop(String after) {}

        void end(boolean kept) {}
    }

    /** Does what was decided, unless a push is quicker. */
    private final class Collector extends Rehearsal {

        @Override
        Fate meet(Blob blob, Fate fate) {
            return done(
                    fate,
                    blob.key(),
                    switch (fate) {
                        case STAYS, GOES -> List.of();
                        case DIES -> end(blob, ObjectItem.end(blob, clock.instant(), Fate.REMEMBERED), Fate.REMEMBERED);
                        case DIES_AND_GOES ->
                            end(
                                    blob,
                                    ObjectItem.stillborn(blob, clock.instant(), Fate.REMEMBERED_STILLBORN),
                                    Fate.REMEMBERED_STILLBORN);
                    });
        }

        @Override
        Fate meet(UploadId copy, Fate fate) {
            return done(
                    fate,
                    ObjectKey.copied(copy),
                    switch (fate) {
                        case STAYS, GOES, DIES -> List.of();
                        case DIES_AND_GOES ->
                            List.of(CopyPointer.stillborn(copy, clock.instant(), Fate.REMEMBERED_STILLBORN));
                    });
        }

        private List<Write> end(Blob blob, Write item, Duration remembered) {
            return blob.object().isCopy()
                    ? List.of(item, CopyPointer.end(blob, clock.instant(), remembered))
                    : List.of(item);
        }

        private Fate done(Fate fate, ObjectKey key, List<Write> death) {
            if (!death.isEmpty() && !table.write(death).isEmpty()) {
                return Fate.STAYS;
            }
            if (fate.isDeletion()) {
                bucket.delete(key);
            }
            return fate;
        }

        @Override
        void stop(String after) {
            table.write(List.of(new Write.Put(Item.at(Keys.SWEEP).with(AFTER, after), Condition.ALWAYS)));
        }

        @Override
        void end(boolean kept) {
            if (kept) {
                table.write(List.of(new Write.Delete(Keys.SWEEP, Condition.ALWAYS)));
            }
        }
    }
}
