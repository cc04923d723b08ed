package dev.slipway.local.deploy;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The AWS SAM CLI, as of the version that uploads the code of a Web Function. */
record Sam(Tool tool) {

    private static final int MAJOR = 1;
    private static final int MINOR = 170;
    private static final String ADVICE = "install the AWS SAM CLI, version " + MAJOR + "." + MINOR + " or later";
    private static final Pattern VERSION = Pattern.compile("version (\\d{1,6})\\.(\\d{1,6})");

    static Sam find(Surroundings surroundings) {
        var tool = Tool.find(surroundings, "sam", ADVICE);
        var said = tool.run(List.of("--version")).out().strip();
        var version = VERSION.matcher(said);
        if (!version.find()) {
            throw new CommandFailure("sam does not say which version it is: " + ADVICE);
        }
        var major = Integer.parseInt(version.group(1));
        if (major < MAJOR || (major == MAJOR && Integer.parseInt(version.group(2)) < MINOR)) {
            throw new CommandFailure("sam is too old (" + version.group() + "): " + ADVICE);
        }
        return new Sam(tool);
    }

    /**
     * Creates or updates a stack of {@code target/template.yaml}, and waits for it. Parameters that are not given keep their
     * values; those that are go by a file that only its owner reads, as others can see what a program is called with.
     *
     * @return whether it succeeded
     */
    boolean deploy(Path checkout, String stack, String region, Map<String, String> parameters, PrintWriter to) {
        var arguments = new ArrayList<>(List.of("deploy", "--template-file", "target/template.yaml"));
        arguments.addAll(List.of("--stack-name", stack, "--region", region, "--capabilities", "CAPABILITY_IAM"));
        arguments.addAll(
                List.of("--resolve-s3", "--no-progressbar", "--no-confirm-changeset", "--no-fail-on-empty-changeset"));
        try {
            var file = Files.createTempFile("slipway", ".yaml");
            try {
                if (!parameters.isEmpty()) {
                    Files.writeString(file, yaml(parameters));
                    arguments.addAll(List.of("--parameter-overrides", "file://" + file));
                }
                return tool.show(checkout, arguments, to) == 0;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a stack, and the bucket that was made for the code of its relay, whichever of them there is. */
    boolean delete(Path checkout, String stack, String region, PrintWriter to) {
        return tool.show(checkout, List.of("delete", "--stack-name", stack, "--region", region, "--no-prompts"), to)
                == 0;
    }

    private static String yaml(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + ": '" + parameter.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }
}
