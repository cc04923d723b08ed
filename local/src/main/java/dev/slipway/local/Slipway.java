package dev.slipway.local;

import dev.slipway.local.manage.Converters;
import dev.slipway.local.manage.LoginCommand;
import dev.slipway.local.manage.LogoutCommand;
import dev.slipway.local.manage.OwnerCommand;
import dev.slipway.local.manage.PackageCommand;
import dev.slipway.local.manage.Parts;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.local.manage.TokenCommand;
import dev.slipway.local.manage.TrustCommand;
import java.io.Console;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code slipway}. */
@Command(
        name = "slipway",
        description = "A Docker/OCI registry with no servers.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            Serve.class,
            SweepCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            TokenCommand.class,
            OwnerCommand.class,
            PackageCommand.class,
            TrustCommand.class,
            Version.class,
            HelpCommand.class,
            GenerateCompletion.class
        })
final class Slipway implements Runnable {

    private static final int USAGE = 2;

    /** A token that was put where none belongs is not repeated. */
    private static final Pattern SECRET = Pattern.compile("slipway_pat_\\w+");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Slipway() {}

    public static void main(String... arguments) {
        System.exit(commandLine(Surroundings.ofProcess()).execute(arguments));
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return Converters.register(new CommandLine(new Slipway(), new Parts(surroundings)))
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, arguments) -> misused(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
    }

    private static int misused(ParameterException failure) {
        var command = failure.getCommandLine();
        var name = command.getCommandSpec().qualifiedName();
        command.getErr().println(line(failure) + " (see " + name + " --help)");
        return USAGE;
    }

    private static int failed(Exception failure, CommandLine command) {
        command.getErr().println(line(failure));
        return 1;
    }

    /** Whatever went wrong, in one line. */
    private static String line(Exception failure) {
        var message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        return "slipway: "
                + SECRET.matcher(message.replaceFirst("^Error: ", ""))
                        .replaceAll("slipway_pat_…")
                        .lines()
                        .findFirst()
                        .orElse(failure.toString());
    }

    private static Ansi colours() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return terminal && System.getenv("NO_COLOR") == null ? Ansi.ON : Ansi.OFF;
    }
}
