package dev.slipway.local.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a stack does not take along when it is deleted, by its names. */
record Remains(Set<String> tables, Set<String> buckets, Set<String> auditLogs) {

    private static final Pattern TABLE = Pattern.compile("arn:[^:]+:dynamodb:[^:]*:[^:]*:table/([^/]+)");
    private static final Pattern BUCKET = Pattern.compile("arn:[^:]+:s3:::([^/]+)");
    private static final Pattern AUDIT_LOG =
            Pattern.compile("arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]*-AuditLogs-[^:]*)(?::\\*)?");

    /** Of a stack that is there; of one that was never whole, or is gone, what has its tag. */
    static Remains of(Aws aws, String name, Optional<Stack> stack) {
        return stack.filter(found -> found.outputs().containsKey("TableName"))
                .map(found -> new Remains(
                        Set.of(found.output("TableName")), buckets(found), Set.of(found.output("AuditLogGroup"))))
                .orElseGet(() -> tagged(aws, name));
    }

    /** The registry's own, and that of its access logs, which stacks of old do not have. */
    private static Set<String> buckets(Stack stack) {
        return Stream.of("BucketName", "AccessLogBucketName")
                .filter(output -> output.equals("BucketName") || stack.outputs().containsKey(output))
                .map(stack::output)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Remains tagged(Aws aws, String name) {
        var answer = aws.ask(
                "resourcegroupstaggingapi", "get-resources", "--tag-filters", "Key=slipway:stack,Values=" + name);
        var arns = answer.objects("ResourceTagMappingList").stream()
                .map(resource -> resource.text("ResourceARN"))
                .toList();
        return new Remains(names(arns, TABLE), names(arns, BUCKET), names(arns, AUDIT_LOG));
    }

    private static Set<String> names(List<String> arns, Pattern pattern) {
        return arns.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean isNothing() {
        return tables.isEmpty() && buckets.isEmpty() && auditLogs.isEmpty();
    }

    /** Without those parts of it that are deleted. */
    Remains without(boolean state, boolean audit) {
        return new Remains(state ? Set.of() : tables, state ? Set.of() : buckets, audit ? Set.of() : auditLogs);
    }

    @Override
    public String toString() {
        return Stream.of(named("table", tables), named("bucket", buckets), named("audit log", auditLogs))
                .flatMap(Collection::stream)
                .collect(Collectors.joining(", "));
    }

    private static List<String> named(String what, Set<String> names) {
        var all = new ArrayList<String>();
        names.forEach(name -> all.add("the " + what + " " + name));
        return all;
    }
}
