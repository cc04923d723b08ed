package dev.slipway.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The policies that template.yaml writes beside its functions, a statement a line. */
final class FunctionPolicies {

    private static final Pattern HANDLER = Pattern.compile(" {6}Handler: (\\S+)");
    private static final Pattern STATEMENT = Pattern.compile(
            " {12}- \\{Effect: Allow, Action: (\\[[^]]+]|[^, ]+), Resource: (\\[[^]]+]|[^,{]+(?:\\$\\{[^,}]+}[^,{}]+)*)"
                    + "(?:, Condition: \\{[^{]+\\{[^\\[]+(\\[[^]]+])}})?}(?: #.*)?");

    private static final Map<String, List<Grant>> BY_HANDLER = read();

    private FunctionPolicies() {}

    static List<Grant> of(String handler) {
        return Optional.ofNullable(BY_HANDLER.get(handler))
                .filter(grants -> !grants.isEmpty())
                .orElseThrow(() -> new AssertionError("template.yaml allows " + handler + " nothing"));
    }

    private static Map<String, List<Grant>> read() {
        var found = new HashMap<String, List<Grant>>();
        var grants = new ArrayList<Grant>();
        var isStatement = false;
        for (var line : lines()) {
            var handler = HANDLER.matcher(line);
            if (handler.matches()) {
                grants = new ArrayList<>();
                found.put(handler.group(1), grants);
            }
            isStatement = line.equals("        - Statement:") || (isStatement && line.startsWith("            "));
            if (isStatement && !line.endsWith(":")) {
                grants.add(grant(line));
            }
        }
        return found;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Events.project().resolve("template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Grant grant(String line) {
        var statement = STATEMENT.matcher(line);
        if (!statement.matches()) {
            throw new AssertionError("a statement that no test understands: " + line.strip());
        }
        var patterns = Optional.ofNullable(statement.group(3))
                .map(FunctionPolicies::texts)
                .orElseGet(() -> texts(statement.group(2)).map(FunctionPolicies::pattern));
        return new Grant(texts(statement.group(1)).toList(), patterns.toList());
    }

    /** What lies in the bucket; all there is of whatever else is named. */
    private static String pattern(String resource) {
        return resource.contains("}/") ? resource.substring(resource.indexOf("}/") + 2) : "*";
    }

    private static Stream<String> texts(String list) {
        return Stream.of(list.replaceAll("[\\[\\]\"]", "").split(", ", -1));
    }
}
