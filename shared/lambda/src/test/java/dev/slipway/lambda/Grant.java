package dev.slipway.lambda;

import dev.slipway.registry.state.AwsCall;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One statement of a function's policy.
 *
 * @param patterns what the actions may be done to: partitions of the table, keys of the bucket, prefixes of listings; {@code *}
 *     at the end stands for anything
 */
public record Grant(List<String> actions, List<String> patterns) {

    private static final Set<String> OF_TRANSACTIONS =
            Set.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem");

    static final Grant ANYTHING = new Grant(List.of("*"), List.of("*"));

    boolean allows(AwsCall call) {
        return actions.stream().anyMatch(action -> fits(action, call.action()))
                && call.resources().stream()
                        .allMatch(resource -> patterns.stream().anyMatch(p -> fits(p, resource)));
    }

    /**
     * What of it no call needed: each action on each pattern has to be, but those of a transaction are allowed on all its
     * partitions.
     */
    Stream<String> unused(Collection<AwsCall> calls) {
        var needed = calls.stream().filter(this::allows).toList();
        if (OF_TRANSACTIONS.containsAll(actions)) {
            var idle = actions.stream().filter(action -> needed.stream().noneMatch(call -> of(call, action)));
            return Stream.concat(
                    idle, patterns.stream().filter(pattern -> needed.stream().noneMatch(call -> on(call, pattern))));
        }
        return actions.stream()
                .flatMap(action -> patterns.stream()
                        .filter(pattern -> needed.stream().noneMatch(call -> of(call, action) && on(call, pattern)))
                        .map(pattern -> action + " on " + pattern));
    }

    private static boolean of(AwsCall call, String action) {
        return call.action().equals(action);
    }

    private static boolean on(AwsCall call, String pattern) {
        return call.resources().stream().anyMatch(resource -> fits(pattern, resource));
    }

    private static boolean fits(String pattern, String resource) {
        return pattern.endsWith("*")
                ? resource.startsWith(pattern.substring(0, pattern.length() - 1))
                : resource.equals(pattern);
    }
}
