package dev.slipway.local.edge;

import java.time.Duration;

/** Signs what handlers sign, line by line as docs/protocol.md says. */
record TestingKey(String keyId, String keyHex) {

    static final TestingKey FIRST = new TestingKey("k1", "a1".repeat(32));
    static final TestingKey SECOND = new TestingKey("k2", "b2".repeat(32));
    static final TestingKey STRANGER = new TestingKey("k3", "c3".repeat(32));
    static final String KEYS = FIRST.entry() + "," + SECOND.entry();

    /** Long enough before {@link #LATER} whenever this class is loaded. */
    private static final long STARTED =
            ProcessHandle.current().info().startInstant().orElseThrow().getEpochSecond();

    static final long LATER = STARTED + Duration.ofHours(24).toSeconds();
    static final long PAST = STARTED - 1;

    String entry() {
        return keyId + ":" + keyHex;
    }

    String upload(String name, String id, long offset, long expiry) {
        return state("upload", name, id, Long.toString(offset), Long.toString(expiry));
    }

    String upload(String name, String id, long offset) {
        return upload(name, id, offset, LATER);
    }

    String download(String grant, String algorithm, String hex, String object, long expiry) {
        return "%s.%d.%s".formatted(keyId, expiry, sign("download", grant, algorithm, hex, object, "" + expiry));
    }

    /** An upload's state under any first line. */
    String state(String purpose, String name, String id, String offset, String expiry) {
        return String.join(".", keyId, offset, expiry, sign(purpose, name, id, offset, expiry));
    }

    String sign(String... lines) {
        return new Hmac().sign(keyHex, String.join("\n", lines));
    }
}
