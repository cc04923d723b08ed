package dev.slipway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.PrivateFile;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.registry.access.AccessTokens;
import dev.slipway.registry.access.FirstAdministrator;
import dev.slipway.registry.access.TokenSecret;
import dev.slipway.registry.owner.Owners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code slipway deploy}: a registry in an AWS account, made or brought up to date. */
@Command(
        name = "deploy",
        description = "Makes a registry in your AWS account, or brings it up to date.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class DeployCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Function<Aws, State> states;

    @Mixin
    private StackOptions options;

    @Mixin
    private Parameters parameters;

    @Spec
    private CommandSpec spec;

    public DeployCommand(Surroundings surroundings) {
        this(surroundings, aws -> new AwsState(surroundings, aws));
    }

    DeployCommand(Surroundings surroundings, Function<Aws, State> states) {
        this.surroundings = surroundings;
        this.states = states;
    }

    @Override
    public Integer call() {
        var checkout = StackOptions.checkout(surroundings);
        var name = options.name();
        var aws = options.aws(surroundings);
        var sam = Sam.find(surroundings);
        var before = Stack.find(aws, name);
        before.ifPresent(Stack::checkThatItCanBeUpdated);
        var wanted = parameters.of(before, aws);
        remark("account " + aws.account() + ", region " + aws.region() + ", stack " + name + ": "
                + (before.isPresent() ? "an update" : "the first deployment, which takes some ten minutes"));
        if (parameters.lacksRelay(wanted)) {
            remark(aws.region() + " has no Lambda Web Functions: deployed without the relay (docs/relay.md)");
        }
        if (!sam.deploy(checkout, name, aws.region(), wanted, spec.commandLine().getErr())) {
            throw new CommandFailure("sam deploy did not succeed, and says above why; nothing that worked before is"
                    + " changed. When that is mended, deploy again");
        }
        var stack = Stack.find(aws, name).orElseThrow(() -> new CommandFailure("the stack " + name + " is gone"));
        aws.ask("cloudfront", "wait", "distribution-deployed", "--id", stack.output("DistributionId"));
        new DistributionLog(aws, name).follow(stack, checkout);
        finish(aws, stack);
        return 0;
    }

    private void finish(Aws aws, Stack stack) {
        var host = stack.output("RegistryHost");
        var out = spec.commandLine().getOut();
        var folder = surroundings.configuration().resolve("slipway");
        var name = "admin-token-" + host;
        var isFirst = createAdministrator(aws, stack, secret -> keep(folder, name, secret.reveal()));
        var token = folder.resolve(name);
        out.println("The registry is at " + stack.output("RegistryUrl"));
        missingRecord(stack).ifPresent(out::println);
        if (isFirst) {
            out.println("An administrator was made: the user admin, who owns admin/...");
        }
        if (Files.exists(token)) {
            out.println("Sign in with\n  docker login " + host + " -u admin --password-stdin < " + token);
        }
    }

    /** The record that somebody has to make where Route 53 does not have the domain. */
    private static Optional<String> missingRecord(Stack stack) {
        var host = stack.output("RegistryHost");
        var distribution = stack.output("DistributionDomain");
        var hasRecords = !stack.parameters().getOrDefault("HostedZoneId", "").isEmpty();
        return host.equals(distribution) || hasRecords
                ? Optional.empty()
                : Optional.of(
                        "Its DNS needs this record, unless it is there:\n  " + host + ". CNAME " + distribution + ".");
    }

    private boolean createAdministrator(Aws aws, Stack stack, Consumer<TokenSecret> keep) {
        try {
            var table = states.apply(aws).table(stack.output("TableName"));
            var clock = surroundings.clock();
            return new FirstAdministrator(new Owners(table, clock), new AccessTokens(table, clock, new SecureRandom()))
                    .createOnce(keep);
        } catch (SdkException e) {
            throw new CommandFailure(
                    "the registry is there, but no administrator could be made: " + e.getMessage() + "; deploy again");
        }
    }

    private static void keep(Path folder, String name, String token) {
        try {
            PrivateFile.write(folder, name, (token + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new CommandFailure("the administrator's token cannot be kept in " + folder + ": " + e.getMessage());
        }
    }

    private void remark(String line) {
        spec.commandLine().getErr().println("slipway: " + line);
    }
}
