package dev.slipway.local;

import dev.slipway.local.cost.EstimateCommand;
import dev.slipway.local.cost.PricesCommand;
import dev.slipway.local.deploy.DeployCommand;
import dev.slipway.local.deploy.DestroyCommand;
import dev.slipway.local.doctor.DoctorCommand;
import dev.slipway.local.manage.Management;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.local.relay.RelayCommand;
import dev.slipway.local.transfer.PullCommand;
import dev.slipway.local.transfer.PushCommand;
import java.io.Console;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
        subcommands = {Serve.class, SweepCommand.class, Train.class})
final class Slipway implements Runnable {

    private static final int USAGE = 2;

    /** A token that was put where none belongs is not repeated. */
    private static final Pattern SECRET = Pattern.compile("slipway_pat_\\w+");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Slipway() {}

    public static void main(String... arguments) {
        var serves = arguments.length > 0 && arguments[0].equals("serve");
        var commandLine = serves ? serving() : commandLine(Surroundings.ofProcess(), arguments);
        System.exit(commandLine.execute(arguments));
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** All commands that may be needed for arguments. */
    static CommandLine commandLine(Surroundings surroundings, String... arguments) {
        var commandLine = new CommandLine(new Slipway());
        var first = Stream.of(arguments).findFirst();
        Management.addTo(
                commandLine,
                surroundings,
                first,
                PushCommand.class,
                PullCommand.class,
                RelayCommand.class,
                DoctorCommand.class);
        Optional.ofNullable(commandLine.getSubcommands().get("costs"))
                .ifPresent(costs -> costs.addSubcommand(new EstimateCommand(surroundings)));
        return configure(commandLine
                .addSubcommand(new DeployCommand(surroundings))
                .addSubcommand(new DestroyCommand(surroundings))
                .addSubcommand(PricesCommand.of(surroundings))
                .addSubcommand(Version.class)
                .addSubcommand(HelpCommand.class)
                .addSubcommand(GenerateCompletion.class));
    }

    /** For {@code serve} alone: a registry starts sooner where nothing is loaded that manages one. */
    static CommandLine serving() {
        return configure(new CommandLine(new Slipway()));
    }

    private static CommandLine configure(CommandLine commandLine) {
        return commandLine
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
        return command.getCommandSpec().exitCodeOnExecutionException();
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
