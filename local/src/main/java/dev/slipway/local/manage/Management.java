package dev.slipway.local.manage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands that manage a registry. */
public final class Management {

    private static final List<Class<?>> COMMANDS = List.of(
            LoginCommand.class,
            LogoutCommand.class,
            TokenCommand.class,
            OwnerCommand.class,
            PackageCommand.class,
            TrustCommand.class,
            CostsCommand.class,
            BudgetCommand.class);

    private Management() {}

    /**
     * Gives them to a program, and others that talk to a registry. To read what each of them takes is most of what a short command does, so
     * that where the first argument is one of them, the program gets it alone.
     */
    public static void addTo(
            CommandLine program, Surroundings surroundings, Optional<String> first, Class<?>... others) {
        var all = Stream.concat(COMMANDS.stream(), Stream.of(others)).toList();
        var named = all.stream()
                .filter(command -> first.equals(Optional.of(name(command))))
                .toList();
        var parts = new Parts(surroundings);
        for (var command : named.isEmpty() ? all : named) {
            program.addSubcommand(Converters.register(new CommandLine(command, parts)));
        }
    }

    private static String name(Class<?> command) {
        return Optional.ofNullable(command.getAnnotation(Command.class))
                .map(Command::name)
                .orElseThrow();
    }
}
