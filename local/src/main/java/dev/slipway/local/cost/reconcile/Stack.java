package dev.slipway.local.cost.reconcile;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A stack of CloudFormation, and how a bill shows what is its. */
final class Stack {

    /** The tag {@code slipway:stack}, which the template sets. */
    static final String OWN_TAG = "slipway_stack";

    /** The tag {@code aws:cloudformation:stack-name}. */
    static final String CLOUDFORMATION_TAG = "aws_cloudformation_stack_name";

    /** What is in both, however they are written; most tags of an account are others. */
    private static final String STACK = "stack";

    private static final Set<String> KEYS = Set.of(OWN_TAG, CLOUDFORMATION_TAG);

    private static final Pattern SIGNS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ORIGIN = Pattern.compile("^(?:resource_?tags_)?(?:user_)?");

    private final String name;

    /** A name that CloudFormation makes: of the stack, a resource of its template, and chance; or that the template gives. */
    private final Pattern resource;

    Stack(String name) {
        this.name = name;
        this.resource = Pattern.compile(
                "(?:^|[:/])" + Pattern.quote(name)
                        + "-(?:[a-z0-9]+-[a-z0-9]{8,}|viewer-request|viewer-response|relay)(?![\\w-])",
                Pattern.CASE_INSENSITIVE);
    }

    String name() {
        return name;
    }

    /** The stack that tags name, whichever; empty where they name none. Keys are written in one way in each kind of export. */
    static Optional<String> find(Map<String, String> tags) {
        return tags.entrySet().stream()
                .filter(tag -> tag.getKey().contains(STACK)
                        && KEYS.contains(plain(tag.getKey()))
                        && !tag.getValue().isEmpty())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether a resource of this id or ARN is called as those of this stack are. */
    boolean names(String id) {
        return resource.matcher(id).find();
    }

    /** A key such as {@code user:slipway:stack} with neither its origin nor its signs. */
    private static String plain(String key) {
        var words = SIGNS.matcher(key.toLowerCase(Locale.ROOT)).replaceAll("_");
        return ORIGIN.matcher(words).replaceFirst("");
    }
}
