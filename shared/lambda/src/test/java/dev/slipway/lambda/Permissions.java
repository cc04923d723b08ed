package dev.slipway.lambda;

import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Access;
import dev.slipway.registry.state.AwsCall;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.WatchedBucket;
import dev.slipway.registry.state.WatchedMultipartUploads;
import dev.slipway.registry.state.WatchedTable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What template.yaml lets the function of one handler do. Calls that it does not allow are errors; what was called is kept. */
public final class Permissions implements Consumer<AwsCall> {

    private final String handler;
    private final List<Grant> grants;
    private final Set<AwsCall> calls = ConcurrentHashMap.newKeySet();

    private Permissions(String handler, List<Grant> grants) {
        this.handler = handler;
        this.grants = grants;
    }

    /** Those of the function that has this handler; a handler of a test, which no function has, may do anything. */
    public static Permissions of(Class<?> handler) {
        var grants = handler.getName().startsWith("dev.slipway.functions.")
                ? FunctionPolicies.of(handler.getName())
                : List.of(Grant.ANYTHING);
        return new Permissions(handler.getSimpleName(), grants);
    }

    @Override
    public void accept(AwsCall call) {
        calls.add(call);
        if (grants.stream().noneMatch(grant -> grant.allows(call))) {
            throw new AssertionError(handler + " may not " + call.action() + " on " + call.resources());
        }
    }

    /**
     * A registry whose calls have to be allowed.
     *
     * @param table takes the place of the registry's own
     * @param access is made of the table whose calls have to be allowed
     */
    Registry around(Registry registry, Table table, Function<Table, Access> access) {
        var watched = new WatchedTable(table, this);
        return new Registry(
                watched,
                new WatchedBucket(registry.bucket(), this),
                new WatchedMultipartUploads(registry.multipart(), this),
                registry.capabilities(),
                access.apply(watched),
                registry.tokens(),
                registry.audit(),
                registry.issuers(),
                WatchedDownloads.watched(registry.downloads(), this),
                new WatchedCopies(registry.copies(), this),
                registry.patience(),
                registry.receipts(),
                registry.clock());
    }

    /** What is allowed and was not called. */
    public List<String> unused() {
        return grants.stream().flatMap(grant -> grant.unused(calls)).toList();
    }
}
