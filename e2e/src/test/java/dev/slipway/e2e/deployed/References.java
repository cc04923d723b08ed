package dev.slipway.e2e.deployed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** CloudFormation's {@code !Ref}, {@code !GetAtt} and {@code !Sub}, over names that are known. */
record References(Map<String, String> names) {

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
            case String tag
            when tag.startsWith("!") -> throw new AssertionError("template.yaml: no " + tag + " is known here");
            default -> plain(node);
        };
    }

    private Object plain(Node node) {
        if (node instanceof MappingNode) {
            var members = new LinkedHashMap<String, Object>();
            Yaml.members(node).forEach((name, member) -> members.put(name, value(member)));
            return members;
        }
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(this::value).toList()
                : Yaml.text(node);
    }

    private String resolve(String name) {
        return Optional.ofNullable(names.get(name))
                .orElseThrow(() -> new AssertionError("template.yaml refers to " + name + ", which has no name here"));
    }
}
