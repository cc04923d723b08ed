package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slipway logout}: forgets what {@code login} keeps. */
@Command(
        name = "logout",
        description = "Forgets what login keeps. The token itself goes on being valid: see slipway token revoke.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class LogoutCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            converter = RegistryUrl.Converter.class,
            description = "Which registry; otherwise that of the last login.")
    private Optional<RegistryUrl> url = Optional.empty();

    @Spec
    private CommandSpec spec;

    private final Logins logins;

    LogoutCommand(Surroundings surroundings) {
        this.logins = Logins.of(surroundings);
    }

    @Override
    public Integer call() {
        var registry = url.or(() -> logins.last().map(Login::registry))
                .orElseThrow(() -> new CommandFailure("you are not signed in to any registry"));
        if (!logins.remove(registry)) {
            throw new CommandFailure("you are not signed in to " + registry);
        }
        spec.commandLine().getOut().println("signed out of " + registry);
        return 0;
    }
}
