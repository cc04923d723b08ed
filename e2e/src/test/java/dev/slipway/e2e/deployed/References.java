package dev.slipway.e2e.deployed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * CloudFormation's {@code !Ref}, {@code !GetAtt}, {@code !Sub}, {@code !Join} and {@code !If}, over names that are known; those of conditions stand for
 * {@code true} or {@code false}.
 */
record References(Map<String, String> names) {

    /** What a member has that is to be left out. */
    private static final String NOTHING = "AWS::NoValue";

    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}");

    References {
        names = Map.copyOf(names);
    }

    /** A node with all its references resolved: objects, lists, texts. */
    Object value(Node node) {
        return switch (node.getTag().getValue()) {
            case "!Ref", "!GetAtt" -> resolve(Yaml.text(node));
            case "!Sub" ->
                NAME.matcher(Yaml.text(node)).replaceAll(name -> Matcher.quoteReplacement(resolve(name.group(1))));
            case "!If" -> value(chosen(((SequenceNode) node).getValue()));
            case "!Join" -> joined(((SequenceNode) node).getValue());
            case String tag
            when tag.startsWith("!") -> throw new AssertionError("template.yaml: no " + tag + " is known here");
            default -> plain(node);
        };
    }

    private Node chosen(List<Node> parts) {
        return parts.get(Boolean.parseBoolean(resolve(Yaml.text(parts.getFirst()))) ? 1 : 2);
    }

    private String joined(List<Node> parts) {
        return ((SequenceNode) parts.getLast())
                .getValue().stream()
                        .map(part -> value(part).toString())
                        .filter(part -> !part.equals(NOTHING))
                        .collect(Collectors.joining(Yaml.text(parts.getFirst())));
    }

    private Object plain(Node node) {
        if (node instanceof MappingNode) {
            var members = new LinkedHashMap<String, Object>();
            Yaml.members(node).forEach((name, member) -> members.put(name, value(member)));
            members.values().removeIf(NOTHING::equals);
            return members;
        }
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(this::value).toList()
                : Yaml.text(node);
    }

    private String resolve(String name) {
        if (name.equals(NOTHING)) {
            return NOTHING;
        }
        return Optional.ofNullable(names.get(name))
                .orElseThrow(() -> new AssertionError("template.yaml refers to " + name + ", which has no name here"));
    }
}
