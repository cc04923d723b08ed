package dev.slipway.registry.state;

import java.util.Set;

/**
 * One request to AWS as its access rules see it.
 *
 * @param action such as {@code dynamodb:GetItem}
 * @param resources what all have to be allowed together: partitions of the table, keys of the bucket, the prefix of a listing
 */
public record AwsCall(String action, Set<String> resources) {
    public AwsCall {
        resources = Set.copyOf(resources);
    }

    AwsCall(String action, String resource) {
        this(action, Set.of(resource));
    }
}
