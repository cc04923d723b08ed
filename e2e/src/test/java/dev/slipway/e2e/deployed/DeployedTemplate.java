package dev.slipway.e2e.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * {@code target/template.yaml}, which is what gets deployed, with the names that its resources have got.
 *
 * @param root the whole of it
 * @param names what references stand for, such as {@code Table} and {@code Bucket.Arn}; parameters that are not among
 *     them have their defaults
 */
record DeployedTemplate(Node root, Map<String, String> names) {

    private static final Path FILE = Path.of("../target/template.yaml");
    private static final String FUNCTION = "AWS::Serverless::Function";

    DeployedTemplate {
        names = Map.copyOf(names);
    }

    /** The one that {@code mvn package} has written. */
    static DeployedTemplate read(Map<String, String> names) {
        try (var yaml = Files.newInputStream(FILE)) {
            var settings = LoadSettings.builder().build();
            return new DeployedTemplate(
                    new Compose(settings).composeInputStream(yaml).orElseThrow(), names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With more names, or others. */
    DeployedTemplate with(Map<String, String> others) {
        var all = new TreeMap<>(names);
        all.putAll(others);
        return new DeployedTemplate(root, all);
    }

    /** The logical ids of all functions. */
    List<String> functions() {
        return Yaml.members(Yaml.at(root, "Resources")).entrySet().stream()
                .filter(resource ->
                        Yaml.text(Yaml.at(resource.getValue(), "Type")).equals(FUNCTION))
                .map(Map.Entry::getKey)
                .toList();
    }

    DeployedFunction function(String name) {
        var properties = Yaml.at(root, "Resources", name, "Properties");
        var globals = Yaml.at(root, "Globals", "Function");
        var variables = new TreeMap<>(variables(globals));
        variables.putAll(variables(properties));
        return new DeployedFunction(
                name,
                FILE.resolveSibling(Yaml.text(Yaml.at(properties, "CodeUri"))).normalize(),
                Yaml.text(Yaml.at(properties, "Handler")),
                Integer.parseInt(either(properties, globals, "MemorySize")),
                Duration.ofSeconds(Long.parseLong(either(properties, globals, "Timeout"))),
                variables);
    }

    /** What a resource is created with. */
    @SuppressWarnings("unchecked") // properties are an object
    Properties properties(String resource) {
        return new Properties(
                (Map<String, Object>) references().value(Yaml.at(root, "Resources", resource, "Properties")));
    }

    /** What a reference stands for. */
    String name(String reference) {
        return Optional.ofNullable(names.get(reference)).orElseThrow();
    }

    private Map<String, String> variables(Node function) {
        var found = new TreeMap<String, String>();
        Yaml.find(function, "Environment")
                .map(node -> Yaml.members(Yaml.at(node, "Variables")))
                .orElse(Map.of())
                .forEach((variable, value) ->
                        found.put(variable, references().value(value).toString()));
        return found;
    }

    private String either(Node properties, Node globals, String name) {
        return Yaml.text(Yaml.find(properties, name).orElseGet(() -> Yaml.at(globals, name)));
    }

    private References references() {
        var known = new TreeMap<String, String>();
        Yaml.members(Yaml.at(root, "Parameters"))
                .forEach((parameter, node) ->
                        Yaml.find(node, "Default").ifPresent(value -> known.put(parameter, Yaml.text(value))));
        known.putAll(names);
        return new References(known);
    }
}
