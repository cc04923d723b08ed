package dev.slipway.local.deploy;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Which stack of CloudFormation a command is about. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class StackOptions {

    /** Shorter than CloudFormation has it: names of the edge's functions, at most 64 characters, begin with it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,39}");

    @Option(names = "--stack-name", paramLabel = "STACK", defaultValue = "slipway", description = "Its name.")
    private String name;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            showDefaultValue = Visibility.NEVER,
            description = "Where it is; otherwise where the environment or the profile of AWS says.")
    private Optional<String> region = Optional.empty();

    String name() {
        if (!NAME.matcher(name).matches()) {
            throw new CommandFailure(
                    "--stack-name is of up to 40 letters, digits and hyphens, and begins with a letter");
        }
        return name;
    }

    Aws aws(Surroundings surroundings) {
        return Aws.find(surroundings, region);
    }

    /** The folder with {@code target/template.yaml}, which the script that starts this program has built. */
    static Path checkout(Surroundings surroundings) {
        return surroundings
                .variable("SLIPWAY_HOME")
                .map(Path::of)
                .orElseThrow(() -> new CommandFailure("run this as ./slipway, from a checkout of Slipway"));
    }
}
