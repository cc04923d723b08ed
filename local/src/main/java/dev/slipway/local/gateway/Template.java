package dev.slipway.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * template.yaml, as far as a registry on one machine needs it: which class answers which route.
 *
 * @param memory of every function, in MiB
 * @param alarmMetrics how many metrics the alarms look at, in a region where all of them are made
 */
public record Template(List<Route> routes, int memory, int alarmMetrics) {

    /** Lambda's own. */
    private static final int DEFAULT_MEMORY = 128;

    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String ALARM = "AWS::CloudWatch::Alarm";

    /** The kind of event that is a request; what others call, or the clock, has other homes here. */
    private static final String ROUTE = "HttpApi";

    public Template {
        routes = List.copyOf(routes);
    }

    /** The template that this program was built with. */
    public static Template bundled() {
        try (var yaml = Template.class.getResourceAsStream("/template.yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("template.yaml is missing from the program");
            }
            return read(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one. */
    public static Template read(InputStream yaml) {
        var root = new Compose(LoadSettings.builder().build()).composeInputStream(yaml);
        var template = plain(root.orElseThrow());
        var routes = entries(at(template, "Resources")).flatMap(Template::routesOf);
        var alarmed = entries(at(template, "Resources")).mapToInt(Template::metrics);
        return new Template(routes.toList(), memory(template), alarmed.sum());
    }

    private static int memory(Object template) {
        var globals = find(find(template, "Globals"), "Function");
        return Optional.ofNullable(find(globals, "MemorySize"))
                .map(size -> Integer.parseInt(size.toString()))
                .orElse(DEFAULT_MEMORY);
    }

    /** Of an alarm on several metrics, those that are no sum of the others. */
    private static int metrics(Object resource) {
        if (!at(resource, "Type").equals(ALARM)) {
            return 0;
        }
        return find(at(resource, "Properties"), "Metrics") instanceof List<?> metrics
                ? (int) metrics.stream()
                        .filter(metric -> find(metric, "MetricStat") != null)
                        .count()
                : 1;
    }

    private static Stream<Route> routesOf(Object resource) {
        if (!at(resource, "Type").equals(FUNCTION)) {
            return Stream.empty();
        }
        var properties = at(resource, "Properties");
        var handler = text(properties, "Handler");
        return entries(find(properties, "Events"))
                .filter(event -> at(event, "Type").equals(ROUTE))
                .map(event -> {
                    var route = at(event, "Properties");
                    return new Route(text(route, "Method"), text(route, "Path"), handler);
                });
    }

    /** A node without its tag: what {@code !Ref} and its like stand for is known only to CloudFormation. */
    private static Object plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                var map = new LinkedHashMap<Object, Object>();
                mapping.getValue().forEach(pair -> map.put(plain(pair.getKeyNode()), plain(pair.getValueNode())));
                yield map;
            }
            case SequenceNode sequence ->
                sequence.getValue().stream().map(Template::plain).toList();
            case ScalarNode scalar -> scalar.getValue();
            default -> throw new IllegalArgumentException("template.yaml: unexpected " + node.getNodeType());
        };
    }

    private static Stream<Object> entries(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map.values().stream().map(Object.class::cast) : Stream.empty();
    }

    private static String text(Object node, String name) {
        return at(node, name).toString();
    }

    private static @Nullable Object find(@Nullable Object node, String name) {
        return node instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static Object at(Object node, String name) {
        var value = find(node, name);
        if (value == null) {
            throw new IllegalArgumentException("template.yaml: no " + name + " in " + node);
        }
        return value;
    }
}
