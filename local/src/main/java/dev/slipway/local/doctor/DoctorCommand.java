package dev.slipway.local.doctor;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Login;
import dev.slipway.local.manage.RegistryOptions;
import dev.slipway.local.manage.RegistryUrl;
import dev.slipway.local.manage.Visitor;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slipway doctor}: is a deployment what Slipway rests on? */
@Command(
        name = "doctor",
        description = {
            "Looks whether a deployment, on AWS or on this machine, does everything that Slipway rests on, and says what to do"
                    + " where it does not.",
            "Pushes about 70 MiB to a scratch repository and pulls 10, and removes them: on AWS, less than a cent. Exits"
                    + " with 1 where a check failed, and with 2 where none could be made."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class DoctorCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            converter = RegistryUrl.Converter.class,
            description = "The same as --registry.")
    private Optional<RegistryUrl> url = Optional.empty();

    @Mixin
    private RegistryOptions registry;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description = "Where to push to; otherwise USER/slipway-doctor. What is there already is left alone.")
    private Optional<RepositoryName> repository = Optional.empty();

    @Option(
            names = "--api-endpoint",
            paramLabel = "URL",
            converter = RegistryUrl.Converter.class,
            description = "The API's own address, the stack's output ApiEndpoint: it must not be of use to anybody.")
    private Optional<RegistryUrl> api = Optional.empty();

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these checks.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Print which checks there are and what they expect, and make none.")
    private boolean list;

    @Option(
            names = "--large",
            description = "Push a GiB in each of the three ways of large layers, for figures: on AWS, about 5 cents.")
    private boolean large;

    @Option(
            names = "--long",
            description = "Take minutes over slow uploads, and wait until a download URL has expired.")
    private boolean patient;

    @Option(names = "--json", description = "Print one JSON object at the end, and nothing else.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var checks = Checks.named(only);
        var out = spec.commandLine().getOut();
        if (list) {
            checks.forEach(check -> out.println(Report.line(check)));
            return 0;
        }
        if (api.filter(RegistryUrl::isReadableOnTheWay).isPresent()) {
            throw new CommandFailure("--api-endpoint has no TLS: others could read the token on its way");
        }
        var visitor = registry.visitor(url);
        var plan = Plan.of(visitor.registry(), large, patient, api);
        try {
            return new Visit(visitor, repository(visitor), plan, Optional.empty(), spec.commandLine())
                    .make(checks, json);
        } catch (InterruptedException e) {
            throw new CommandFailure("interrupted");
        }
    }

    private RepositoryName repository(Visitor visitor) {
        return repository.orElseGet(() -> {
            try {
                return new RepositoryName(visitor.login().map(Login::username).orElse("anonymous") + "/slipway-doctor");
            } catch (RegistryException e) {
                throw new CommandFailure("where to push to? use --repository");
            }
        });
    }
}
