package dev.slipway.registry.blob;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * From an object whose key does not say its digest to the item that counts its links: written with that item, and forgotten
 * with it. A copy that was never linked gets one that is dead itself, and then never is.
 */
final class CopyPointer {

    private static final String DIGEST = "digest";

    private CopyPointer() {}

    static Key key(UploadId copy) {
        return Keys.copied(copy);
    }

    /** Goes with the making of an object's item; refused where there is a pointer, dead or not. */
    static Write first(Blob blob) {
        var item = Item.at(key(blob.object())).with(DIGEST, blob.digest().toString());
        return new Write.Put(item, Condition.ABSENT);
    }

    /** Goes with the death of an object. */
    static Write end(Blob blob, Instant now, Duration remembered) {
        var expires = new Value.Whole(now.plus(remembered).getEpochSecond());
        return new Write.Update(
                key(blob.object()),
                Map.of(DIGEST, new Value.Text(blob.digest().toString()), "expires", expires),
                Map.of(),
                Condition.ALWAYS);
    }

    /** Declares a copy dead that no pointer leads from; refused where one does. */
    static Write stillborn(UploadId copy, Instant now, Duration remembered) {
        return new Write.Put(ObjectItem.dead(Item.at(key(copy)), now, remembered), Condition.ABSENT);
    }

    /** Empty for one that is dead itself. */
    static Optional<Digest> digest(Item pointer) {
        return pointer.findText(DIGEST).map(Digest::parse);
    }
}
