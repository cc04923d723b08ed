package dev.slipway.local;

import dev.slipway.local.store.DataFolder;
import dev.slipway.registry.blob.Sweep;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipway sweep}: deletes now what {@code serve} deletes every few hours, and a function in AWS every day. */
@Command(
        name = "sweep",
        description = "Deletes the bytes that nothing in the registry links any more.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class SweepCommand implements Callable<Integer> {

    @Mixin
    private StoreOptions options;

    @Option(names = "--dry-run", description = "Change nothing; say what would be deleted.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var cloud = cloud()) {
            var ports = cloud.open();
            var sweep = new Sweep(ports.table(), ports.bucket(), Clock.systemUTC());
            if (!dryRun) {
                ports.expiry().run();
            }
            var report = dryRun ? sweep.rehearse(() -> true) : sweep.run(() -> true);
            spec.commandLine().getOut().println(line(report));
        }
        return 0;
    }

    private Cloud cloud() {
        if (options.store() == StoreOptions.Store.AWS) {
            return new AwsCloud(new NoKeys(), System.getenv(), false);
        }
        var folder = options.folder();
        if (!DataFolder.isOne(folder)) {
            throw new CommandFailure("there is no registry in " + folder);
        }
        return EmbeddedCloud.in(folder);
    }

    private String line(Sweep.Report report) {
        return "%s%s looked at: %d deleted (%s), %d marked to be deleted an hour from now or later"
                .formatted(
                        dryRun ? "dry run: " : "",
                        report.seen() == 1 ? "1 object" : report.seen() + " objects",
                        report.deleted(),
                        BinarySize.of(report.bytes()),
                        report.marked());
    }

    /** Sweeping signs nothing. */
    private record NoKeys() implements Cloud {
        @Override
        public DataFolder folder() {
            throw new UnsupportedOperationException("no folder");
        }

        @Override
        public Keys keys() {
            throw new UnsupportedOperationException("no keys");
        }

        @Override
        public Ports open() {
            throw new UnsupportedOperationException("no state");
        }

        @Override
        public void close() {}
    }
}
