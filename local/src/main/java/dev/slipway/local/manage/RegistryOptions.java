package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which registry a command talks to, and as whom: options first, then the environment, then what {@code login} keeps. */
public final class RegistryOptions {

    private static final String REGISTRY = "SLIPWAY_REGISTRY";
    private static final String USERNAME = "SLIPWAY_USERNAME";
    private static final String PASSWORD = "SLIPWAY_PASSWORD";

    @Option(
            names = "--registry",
            paramLabel = "URL",
            converter = RegistryUrl.Converter.class,
            showDefaultValue = Visibility.NEVER,
            description =
                    "Which registry; otherwise $" + REGISTRY + ", or that of the last login. A host alone has TLS.")
    private Optional<RegistryUrl> registry = Optional.empty();

    @Option(
            names = {"-u", "--username"},
            paramLabel = "USER",
            showDefaultValue = Visibility.NEVER,
            description = "As whom; otherwise $" + USERNAME + ", or who has logged in.")
    private Optional<String> username = Optional.empty();

    @Option(
            names = "--password",
            paramLabel = "TOKEN",
            showDefaultValue = Visibility.NEVER,
            description =
                    "A personal access token; otherwise $" + PASSWORD + ". Other users of this machine can see it, and"
                            + " the shell remembers it: prefer --password-stdin.")
    private Optional<String> password = Optional.empty();

    @Option(names = "--password-stdin", description = "Read the token from standard input.")
    private boolean passwordStdin;

    @Option(
            names = "--insecure",
            description = "Send the token over http:// to another machine, where others can read it.")
    private boolean insecure;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Surroundings surroundings;
    private final Logins logins;

    RegistryOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.logins = Logins.of(surroundings);
    }

    /** A connection as the user whom the options name, or whom {@code login} keeps. */
    RegistryClient connect() {
        var url = url(Optional.empty());
        var kept = logins.find(url)
                .filter(login ->
                        user(url).filter(name -> !name.equals(login.username())).isEmpty());
        var given = password(url);
        if (given.isEmpty() && kept.isPresent()) {
            return connect(kept.get());
        }
        var user = user(url)
                .orElseThrow(() -> given.isPresent()
                        ? nobody()
                        : new CommandFailure("you are not signed in to " + url + ": use slipway login"));
        return connect(new Login(url, user, given.orElseGet(() -> ask(user, url))));
    }

    /**
     * Which registry, and as whom where anybody is known: for what may be possible without signing in.
     *
     * @param named the registry that the command's arguments name, if they do
     */
    public Visitor visitor(Optional<RegistryUrl> named) {
        if (named.isPresent() && registry.isPresent() && !named.equals(registry)) {
            throw misuse("--registry=" + registry.get() + " is not the registry that the name begins with");
        }
        var url = url(named);
        var given = password(url);
        var user = user(url);
        if (given.isPresent() && user.isEmpty()) {
            throw nobody();
        }
        var login = user.isEmpty() || given.isEmpty()
                ? logins.find(url)
                        .filter(kept -> user.orElse(kept.username()).equals(kept.username()))
                        .or(() -> user.map(name -> new Login(url, name, ask(name, url))))
                : given.map(password -> new Login(url, user.get(), password));
        return new Visitor(url, login);
    }

    /** Whether an option names the registry. */
    public Optional<RegistryUrl> named() {
        return registry;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    RegistryClient connect(Login login) {
        return new RegistryClient(login, surroundings.patience());
    }

    /** Whom somebody wants to be, of whom nothing is kept. */
    Login login(Optional<RegistryUrl> named) {
        if (named.isPresent() && registry.isPresent()) {
            throw misuse("URL, --registry=URL are mutually exclusive");
        }
        var url = url(named);
        var user = user(url).orElseThrow(() -> misuse("Missing required option: '--username=USER'"));
        return new Login(url, user, password(url).orElseGet(() -> ask(user, url)));
    }

    Logins logins() {
        return logins;
    }

    private RegistryUrl url(Optional<RegistryUrl> named) {
        var url = named.or(() -> registry)
                .or(this::environment)
                .or(() -> logins.last().map(Login::registry))
                .orElseThrow(
                        () -> new CommandFailure("which registry? use slipway login URL, --registry or " + REGISTRY));
        if (url.isReadableOnTheWay() && !insecure) {
            throw new CommandFailure(url
                    + " has no TLS: others could read the token on its way; use https://, or --insecure if you must");
        }
        return url;
    }

    private Optional<RegistryUrl> environment() {
        return surroundings
                .variable(REGISTRY)
                .map(text -> RegistryUrl.find(text)
                        .orElseThrow(() -> new CommandFailure(REGISTRY + " is no URL of a registry")));
    }

    private Optional<String> user(RegistryUrl url) {
        return username.or(() -> variable(USERNAME, url));
    }

    /** What the environment says of a registry: where it names one, nothing of any other. */
    private Optional<String> variable(String name, RegistryUrl url) {
        return surroundings
                .variable(name)
                .filter(value -> environment().orElse(url).equals(url));
    }

    private Optional<String> password(RegistryUrl url) {
        if (passwordStdin && password.isPresent()) {
            throw misuse("--password=TOKEN, --password-stdin are mutually exclusive");
        }
        return passwordStdin ? Optional.of(surroundings.line()) : password.or(() -> variable(PASSWORD, url));
    }

    private String ask(String user, RegistryUrl url) {
        return surroundings
                .ask()
                .apply("Token of " + user + " at " + url + ": ")
                .filter(answer -> !answer.isBlank())
                .orElseThrow(() -> new CommandFailure(
                        "no token of " + user + ": use --password-stdin, or " + PASSWORD + " in the environment"));
    }

    private static CommandFailure nobody() {
        return new CommandFailure("whose password is it? use --username or " + USERNAME);
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
