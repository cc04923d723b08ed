package dev.slipway.registry.blob;

import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.ListedObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a sweep has in mind for an object; the sums behind these times are in {@code docs/table.md}. */
enum Fate {
    /** It is linked, or may yet be, or was until a moment ago. */
    STAYS,
    /** Nothing links it any more: it is declared dead, and its bytes stay until downloads under way have ended. */
    DIES,
    /** It has been dead for long enough: its bytes go. */
    GOES,
    /** Nothing ever linked it, and what brought it has given up: it is declared dead, and its bytes go at once. */
    DIES_AND_GOES;

    /** Longer than an upload lives that brings nothing more (2 days) and its URL (1 day). */
    static final Duration GRACE = Duration.ofDays(4);

    /** Longer than the download that a URL of 5 minutes allows. */
    static final Duration DOWNLOAD = Duration.ofHours(1);

    /** How long it is known that an object died, so that no late request links it: longer than from one sweep to the next. */
    static final Duration REMEMBERED = Duration.ofDays(3);

    /** The same for one that nothing ever linked, whose bytes go at once. */
    static final Duration REMEMBERED_STILLBORN = Duration.ofDays(1);

    /** An object so soon forgotten is left alone, for its death must outlast the deletion; it is met again as one unknown. */
    private static final Duration LAST_HOUR = Duration.ofHours(1);

    static Fate of(ListedObject object, Optional<Item> item, Instant now) {
        if (item.isEmpty()) {
            return object.stored().isBefore(now.minus(GRACE)) ? DIES_AND_GOES : STAYS;
        }
        if (ObjectItem.isLive(item.get())) {
            return ObjectItem.isLinked(item.get()) ? STAYS : DIES;
        }
        return isDue(item.get(), now) ? GOES : STAYS;
    }

    private static boolean isDue(Item dead, Instant now) {
        return !ObjectItem.died(dead).isAfter(now.minus(DOWNLOAD))
                && ObjectItem.expires(dead).isAfter(now.plus(LAST_HOUR));
    }

    boolean isDeletion() {
        return this == GOES || this == DIES_AND_GOES;
    }
}
