package dev.slipway.registry.access;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts the sign-ins that failed, for each name and from each address. Past a limit the answer to a wrong credential is 429
 * and costs no write. A right one is let in all the same: nobody can lock anybody out, and guessing 256 bits is
 * hopeless at any rate.
 */
final class FailedSignIns {

    static final int MOST_FOR_A_NAME = 10;
    static final int MOST_FROM_AN_ADDRESS = 50;

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Table table;
    private final InstantSource clock;

    FailedSignIns(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Where it is counted: by name, where there is one, and by address. Read them along with whatever decides. */
    List<Key> keys(String name, Viewer viewer) {
        var window = String.format("%012d", window());
        var keys = new ArrayList<Key>();
        keys.add(new Key("f#address#" + network(viewer.address()), window));
        if (!name.isEmpty()) {
            keys.add(new Key("f#name#" + name, window));
        }
        return keys;
    }

    /**
     * Counts one more.
     *
     * @param found what was found at the keys
     * @return {@code TOOMANYREQUESTS} with {@code Retry-After} in seconds when there were too many
     */
    RegistryException count(List<Key> keys, Map<Key, Item> found) {
        if (keys.stream().anyMatch(key -> failures(key, found) >= most(key))) {
            return new RegistryException(ErrorCode.TOOMANYREQUESTS, "too many sign-ins failed; please wait")
                    .header("retry-after", Long.toString(window() + WINDOW.toSeconds() - now()));
        }
        var expires = new Value.Whole(window() + 2 * WINDOW.toSeconds());
        table.write(keys.stream()
                .<Write>map(key ->
                        new Write.Update(key, Map.of("expires", expires), Map.of("failures", 1L), Condition.ALWAYS))
                .toList());
        return new RegistryException(ErrorCode.UNAUTHORIZED);
    }

    private static long failures(Key key, Map<Key, Item> found) {
        var item = found.get(key);
        return item == null ? 0 : item.findNumber("failures").orElse(0L);
    }

    private static int most(Key key) {
        return key.partition().startsWith("f#name#") ? MOST_FOR_A_NAME : MOST_FROM_AN_ADDRESS;
    }

    /** An IPv4 address, or the 64 bits of an IPv6 address that one customer has at least. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        var gap = address.indexOf("::");
        var parts = (gap < 0 ? address : address.substring(0, gap)).split(":", -1);
        return String.join(":", List.of(parts).subList(0, Math.min(4, parts.length))) + "::/64";
    }

    private long window() {
        return now() / WINDOW.toSeconds() * WINDOW.toSeconds();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
