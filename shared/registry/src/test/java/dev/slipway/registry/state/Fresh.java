package dev.slipway.registry.state;

import java.util.UUID;

/** Names that no other test uses, so that suites may share one table or bucket. */
final class Fresh {

    private Fresh() {}

    static String partition() {
        return "P#" + UUID.randomUUID();
    }

    static Key key() {
        return new Key(partition(), "a");
    }

    static ObjectKey object() {
        return new ObjectKey(folder() + "a");
    }

    /** What the keys of one test begin with, slash included. */
    static String folder() {
        return "test/" + UUID.randomUUID() + "/";
    }
}
