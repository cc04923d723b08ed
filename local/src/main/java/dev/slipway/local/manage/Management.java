package dev.slipway.local.manage;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** All commands that manage a registry. */
public final class Management {

    private static final List<Class<?>> COMMANDS = List.of(
            LoginCommand.class,
            LogoutCommand.class,
            TokenCommand.class,
            OwnerCommand.class,
            PackageCommand.class,
            TrustCommand.class);

    private Management() {}

    /** Gives them to a program, and others that talk to a registry. */
    public static void addTo(CommandLine program, Surroundings surroundings, Class<?>... others) {
        var parts = new Parts(surroundings);
        for (var command : Stream.concat(COMMANDS.stream(), Stream.of(others)).toList()) {
            program.addSubcommand(Converters.register(new CommandLine(command, parts)));
        }
    }
}
