package dev.slipway.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The policies that template.yaml writes beside its functions. */
final class FunctionPolicies {

    private static final Map<String, List<Grant>> BY_HANDLER = read();

    private FunctionPolicies() {}

    static List<Grant> of(String handler) {
        return Optional.ofNullable(BY_HANDLER.get(handler))
                .orElseThrow(() -> new AssertionError("no function: " + handler));
    }

    private static Map<String, List<Grant>> read() {
        var found = new LinkedHashMap<String, List<Grant>>();
        for (var resource : ((Map<?, ?>) at(template(), "Resources")).values()) {
            if (at(resource, "Type").equals("AWS::Serverless::Function")) {
                var properties = at(resource, "Properties");
                found.put(
                        at(properties, "Handler").toString(),
                        grants(at(properties, "Policies")).toList());
            }
        }
        return found;
    }

    private static Object template() {
        var file = Events.project().resolve("template.yaml");
        try (var yaml = Files.newInputStream(file)) {
            return plain(new Compose(LoadSettings.builder().build())
                    .composeInputStream(yaml)
                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Grant> grants(Object policies) {
        return list(policies).flatMap(policy -> list(at(policy, "Statement"))).map(FunctionPolicies::grant);
    }

    private static Grant grant(Object statement) {
        if (!at(statement, "Effect").equals("Allow")) {
            throw new AssertionError("a function's policy allows: " + statement);
        }
        return new Grant(texts(at(statement, "Action")), patterns((Map<?, ?>) statement));
    }

    private static List<String> patterns(Map<?, ?> statement) {
        if (statement.containsKey("Condition")) {
            var condition =
                    ((Map<?, ?>) at(statement, "Condition")).values().iterator().next();
            return texts(((Map<?, ?>) condition).values().iterator().next());
        }
        return texts(at(statement, "Resource")).stream()
                .map(resource -> resource.contains("}/") ? resource.substring(resource.indexOf("}/") + 2) : "*")
                .toList();
    }

    private static List<String> texts(Object node) {
        return list(node).map(Object::toString).toList();
    }

    private static Stream<?> list(Object node) {
        return node instanceof List<?> list ? list.stream() : Stream.of(node);
    }

    private static Object at(Object node, String name) {
        return Optional.<Object>ofNullable(((Map<?, ?>) node).get(name))
                .orElseThrow(() -> new AssertionError("no " + name + " in " + node));
    }

    /** A node without its tag, such as {@code !Sub}. */
    private static Object plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                var map = new LinkedHashMap<Object, Object>();
                mapping.getValue().forEach(pair -> map.put(plain(pair.getKeyNode()), plain(pair.getValueNode())));
                yield map;
            }
            case SequenceNode sequence ->
                sequence.getValue().stream().map(FunctionPolicies::plain).toList();
            case ScalarNode scalar -> scalar.getValue();
            default -> throw new AssertionError("unexpected " + node.getNodeType());
        };
    }
}
