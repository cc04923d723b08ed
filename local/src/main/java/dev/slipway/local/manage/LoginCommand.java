package dev.slipway.local.manage;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slipway login}: tries a token out and keeps it for the other commands. */
@Command(
        name = "login",
        description = "Signs in to a registry: tries a personal access token out and keeps it for the other commands.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class LoginCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            converter = RegistryUrl.Converter.class,
            description = "The same as --registry.")
    private Optional<RegistryUrl> url = Optional.empty();

    @Mixin
    private RegistryOptions registry;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var login = registry.login(url);
        try (var client = registry.connect(login)) {
            client.get("/token").text("token");
        }
        registry.logins().add(login);
        spec.commandLine()
                .getOut()
                .println("signed in to " + login.registry() + " as " + Printable.of(login.username()));
        return 0;
    }
}
