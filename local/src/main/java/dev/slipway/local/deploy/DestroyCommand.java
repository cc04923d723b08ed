package dev.slipway.local.deploy;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code slipway destroy}: takes away what {@code slipway deploy} made; images only if told twice. */
@Command(
        name = "destroy",
        description = "Deletes a registry from your AWS account; refuses while it has images.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class DestroyCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Function<Aws, State> states;

    @Mixin
    private StackOptions options;

    @Option(
            names = "--delete-images",
            description =
                    "Delete all images, users and tokens too: the table and the bucket. Asks for the stack's name.")
    private boolean deletesImages;

    @Option(names = "--delete-audit-log", description = "Delete the audit log too.")
    private boolean deletesAuditLog;

    @Option(
            names = "--yes",
            paramLabel = "STACK",
            showDefaultValue = Visibility.NEVER,
            description = "The stack's name, for scripts that cannot be asked.")
    private Optional<String> yes = Optional.empty();

    @Spec
    private CommandSpec spec;

    public DestroyCommand(Surroundings surroundings) {
        this(surroundings, aws -> new AwsState(surroundings, aws));
    }

    DestroyCommand(Surroundings surroundings, Function<Aws, State> states) {
        this.surroundings = surroundings;
        this.states = states;
    }

    @Override
    public Integer call() {
        var checkout = StackOptions.checkout(surroundings);
        var aws = options.aws(surroundings);
        var sam = Sam.find(surroundings);
        var stack = Stack.find(aws, options.name());
        var remains = Remains.of(aws, options.name(), stack);
        if (stack.isEmpty() && remains.isNothing()) {
            throw new CommandFailure(
                    "there is no stack " + options.name() + " in " + aws.region() + ", nor anything left of one");
        }
        if (stack.isEmpty() && !deletesImages && !deletesAuditLog) {
            throw new CommandFailure("the stack " + options.name() + " is gone and left " + remains
                    + ": add --delete-images, or --delete-audit-log, to delete that too");
        }
        try {
            var state = states.apply(aws);
            check(Inventory.of(state, remains), aws);
            delete(aws, sam, checkout);
            delete(aws, state, remains);
        } catch (SdkException | IllegalStateException e) {
            throw new CommandFailure("not all is deleted: " + e.getMessage() + "; run this again");
        }
        report(aws, remains.without(deletesImages, deletesAuditLog));
        return 0;
    }

    /** Whether what is to be deleted may be. */
    private void check(Inventory inventory, Aws aws) {
        if (!deletesImages) {
            if (!inventory.isEmpty()) {
                throw new CommandFailure("nothing is deleted: " + options.name() + " in " + aws.region() + " has "
                        + inventory + "; to delete them for ever, add --delete-images");
            }
            return;
        }
        var name = yes.orElseGet(() -> ask(inventory, aws));
        if (!name.equals(options.name())) {
            throw new CommandFailure("nothing is deleted: that is not the stack's name");
        }
    }

    private String ask(Inventory inventory, Aws aws) {
        var err = spec.commandLine().getErr();
        err.println("slipway: this deletes " + options.name() + " in " + aws.region() + " for ever, with " + inventory
                + ", all users and all tokens");
        err.print("Its name, to go on: ");
        err.flush();
        var typed = new Scanner(surroundings.in(), StandardCharsets.UTF_8);
        return typed.hasNextLine() ? typed.nextLine().strip() : "";
    }

    private void delete(Aws aws, Sam sam, Path checkout) {
        var err = spec.commandLine().getErr();
        err.println("slipway: deletes the stack " + options.name() + ", which takes some ten minutes");
        new DistributionLog(aws, options.name()).delete();
        var deleted = sam.delete(checkout, options.name(), aws.region(), err);
        if (!deleted || Stack.find(aws, options.name()).isPresent()) {
            throw new CommandFailure("the stack " + options.name()
                    + " is not deleted, sam says above why; no image is. When that is mended, run this again");
        }
    }

    private void delete(Aws aws, State state, Remains remains) {
        if (deletesImages) {
            remains.buckets().forEach(state::deleteBucket);
            remains.tables().forEach(state::deleteTable);
        }
        if (deletesAuditLog) {
            remains.auditLogs().forEach(name -> deleteLog(aws, name));
        }
    }

    private static void deleteLog(Aws aws, String name) {
        String[] call = {"logs", "delete-log-group", "--log-group-name", name};
        var outcome = aws.attempt(call);
        if (!outcome.err().contains("ResourceNotFoundException")) {
            aws.answer(call, outcome);
        }
    }

    private void report(Aws aws, Remains kept) {
        var out = spec.commandLine().getOut();
        out.println("The stack " + options.name() + " in " + aws.region() + " is deleted.");
        if (!kept.isNothing()) {
            out.println("Kept: " + kept + ".");
            out.println(
                    "They cost by the gigabyte and month: a bucket $0.023, a table $0.45 with its backup, a log $0.03."
                            + " To delete them too:");
            out.println("  ./slipway destroy --stack-name " + options.name() + " --region " + aws.region()
                    + (kept.tables().isEmpty() ? "" : " --delete-images")
                    + (kept.auditLogs().isEmpty() ? "" : " --delete-audit-log"));
        }
    }
}
