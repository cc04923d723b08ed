package dev.slipway.registry.state;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each call of a port asks AWS to allow; the adapters in {@code shared/aws} are held to it. The action of a transaction
 * has to be allowed on all partitions of the transaction: so it is right whether AWS looks at each item alone or at all.
 */
public final class AwsActions {

    /** The bucket itself, without a prefix: who may not list it is answered 403 for what is not there, instead of 404. */
    private static final AwsCall ABSENCE = new AwsCall("s3:ListBucket", "");

    private AwsActions() {}

    public static List<AwsCall> get(Key key) {
        return List.of(new AwsCall("dynamodb:GetItem", key.partition()));
    }

    public static List<AwsCall> getAll(Collection<Key> keys) {
        return keys.isEmpty() ? List.of() : List.of(new AwsCall("dynamodb:BatchGetItem", partitions(keys.stream())));
    }

    public static List<AwsCall> query(Query query) {
        return List.of(new AwsCall("dynamodb:Query", query.partition()));
    }

    public static List<AwsCall> write(List<Write> writes) {
        var partitions = partitions(writes.stream().map(Write::key));
        return writes.stream()
                .map(AwsActions::action)
                .distinct()
                .map(action -> new AwsCall(action, partitions))
                .toList();
    }

    public static List<AwsCall> read(ObjectKey key) {
        return List.of(new AwsCall("s3:GetObject", key.value()), ABSENCE);
    }

    public static List<AwsCall> put(ObjectKey key) {
        return List.of(new AwsCall("s3:PutObject", key.value()));
    }

    public static List<AwsCall> list(String prefix) {
        return List.of(new AwsCall("s3:ListBucket", prefix));
    }

    /** Part of an object, into a part of another. */
    public static List<AwsCall> copyPart(ObjectKey from, ObjectKey to) {
        return Stream.concat(read(from).stream(), put(to).stream()).toList();
    }

    /** What answers says what is there then. */
    public static List<AwsCall> copy(ObjectKey from, ObjectKey to) {
        return Stream.of(read(from), put(to), read(to))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    public static List<AwsCall> delete(ObjectKey key) {
        return List.of(new AwsCall("s3:DeleteObject", key.value()));
    }

    public static List<AwsCall> complete(ObjectKey key) {
        return copyPart(key, key);
    }

    public static List<AwsCall> abort(ObjectKey key) {
        return List.of(new AwsCall("s3:AbortMultipartUpload", key.value()));
    }

    public static List<AwsCall> startCopy() {
        return List.of(new AwsCall("lambda:InvokeFunction", "copy"));
    }

    public static List<AwsCall> keepAudit() {
        return Stream.of("logs:PutLogEvents", "logs:CreateLogStream")
                .map(action -> new AwsCall(action, "audit"))
                .toList();
    }

    public static List<AwsCall> readReceipts() {
        return List.of(new AwsCall("logs:FilterLogEvents", "logs"));
    }

    public static List<AwsCall> lookAtWhatStands() {
        return List.of(new AwsCall("dynamodb:DescribeTable", "table"), new AwsCall("logs:DescribeLogGroups", "logs"));
    }

    public static List<AwsCall> warn() {
        return List.of(new AwsCall("events:PutEvents", "default"));
    }

    private static Set<String> partitions(Stream<Key> keys) {
        return keys.map(Key::partition).collect(Collectors.toSet());
    }

    private static String action(Write write) {
        return switch (write) {
            case Write.Put _ -> "dynamodb:PutItem";
            case Write.Update _ -> "dynamodb:UpdateItem";
            case Write.Delete _ -> "dynamodb:DeleteItem";
            case Write.Check _ -> "dynamodb:ConditionCheckItem";
        };
    }
}
