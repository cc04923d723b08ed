package dev.slipway.local.store;

import dev.slipway.registry.state.MultipartUploads.Part;
import java.util.List;

/** Which numbers parts may have: refuses others with an {@link IllegalArgumentException}. */
final class PartNumbers {

    private static final int MOST = 10_000;

    private PartNumbers() {}

    static void check(int number) {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("a part's number is 1 to " + MOST + ", not " + number);
        }
    }

    /** Parts to be put together: one or more, in order. */
    static void check(List<Part> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no parts");
        }
        var before = 0;
        for (var part : parts) {
            check(part.number());
            if (part.number() <= before) {
                throw new IllegalArgumentException("part " + part.number() + " after part " + before);
            }
            before = part.number();
        }
    }
}
