package dev.slipway.e2e.deployed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What is where in a YAML document. */
final class Yaml {

    private Yaml() {}

    static Node at(Node node, String... path) {
        var found = node;
        for (var name : path) {
            found = find(found, name).orElseThrow(() -> new AssertionError("template.yaml has no " + name));
        }
        return found;
    }

    static Optional<Node> find(Node node, String name) {
        return Optional.ofNullable(members(node).get(name));
    }

    /** In the order in which they are written. */
    static Map<String, Node> members(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw new AssertionError("template.yaml: no object but " + node.getNodeType());
        }
        var members = new LinkedHashMap<String, Node>();
        mapping.getValue().forEach(pair -> members.put(text(pair.getKeyNode()), pair.getValueNode()));
        return members;
    }

    static String text(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw new AssertionError("template.yaml: no text but " + node.getNodeType());
        }
        return scalar.getValue();
    }
}
