package dev.slipway.registry.blob;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How an object of the bucket is kept in the table. A live one counts what links it: blobs' links, and manifests whose
 * bytes it has. A dead one gets no more links, never revives, and is forgotten some days after by its {@code expires}.
 */
public final class ObjectItem {

    private static final String STATE = "state";
    private static final String LIVE = "live";
    private static final String DEAD = "dead";
    private static final String SIZE = "size";
    private static final String LINKS = "links";
    private static final String DIED = "died";
    private static final String EXPIRES = "expires";

    private ObjectItem() {}

    /** Makes the item of new bytes, with their first link; refused where there is one, live or dead. */
    public static Write first(Blob blob) {
        var item = Item.at(key(blob)).with(STATE, LIVE).with(SIZE, blob.size()).with(LINKS, 1);
        return new Write.Put(item, Condition.ABSENT);
    }

    /** Counts one link more; refused unless the object is live. */
    static Write more(Blob blob) {
        return new Write.Update(key(blob), Map.of(), Map.of(LINKS, 1L), Condition.equal(STATE, LIVE));
    }

    /** Counts one link fewer. */
    public static Write fewer(Blob blob) {
        return new Write.Update(key(blob), Map.of(), Map.of(LINKS, -1L), Condition.EXISTS);
    }

    /** Declares an object dead; refused unless it is live and nothing links it. */
    static Write end(Blob blob, Instant now, Duration remembered) {
        var set = Map.<String, Value>of(
                STATE, new Value.Text(DEAD),
                DIED, new Value.Whole(now.getEpochSecond()),
                EXPIRES, new Value.Whole(now.plus(remembered).getEpochSecond()));
        var unlinked = Condition.all(Condition.equal(STATE, LIVE), new Condition.MissingOrBelow(LINKS, 1));
        return new Write.Update(key(blob), set, Map.of(), unlinked);
    }

    /** Declares an object dead that no item names; refused where one does. */
    static Write stillborn(Blob blob, Instant now, Duration remembered) {
        var item = Item.at(key(blob)).with(SIZE, blob.size()).with(LINKS, 0);
        return new Write.Put(dead(item, now, remembered), Condition.ABSENT);
    }

    /** This item as one of something dead. */
    static Item dead(Item item, Instant now, Duration remembered) {
        return item.with(STATE, DEAD)
                .with(DIED, now.getEpochSecond())
                .with(EXPIRES, now.plus(remembered).getEpochSecond());
    }

    static Key key(Blob blob) {
        return Keys.object(blob.digest(), blob.object());
    }

    static boolean isLive(Item item) {
        return item.text(STATE).equals(LIVE);
    }

    static boolean isLinked(Item item) {
        return item.findNumber(LINKS).orElse(0L) > 0;
    }

    /** When a dead object died. */
    static Instant died(Item item) {
        return Instant.ofEpochSecond(item.number(DIED));
    }

    /** When a dead object's item may be gone. */
    static Instant expires(Item item) {
        return Instant.ofEpochSecond(item.number(EXPIRES));
    }
}
