package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.ShutdownHook;
import dev.slipway.local.image.Platform;
import dev.slipway.local.manage.Printable;
import dev.slipway.local.manage.RegistryOptions;
import dev.slipway.local.manage.Visitor;
import dev.slipway.registry.name.Digest;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What pushing and pulling have in common on a command line. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class TransferOptions {

    private static final int USUAL_WIDTH = 80;

    @Mixin
    private RegistryOptions registry;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCHITECTURE[/VARIANT]",
            converter = Platform.Converter.class,
            showDefaultValue = Visibility.NEVER,
            description = "Only the image for this platform, such as linux/arm64; otherwise all there are.")
    private Optional<Platform> platform = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but what the image is called at the end.")
    private boolean quiet;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Optional<Platform> platform() {
        return platform;
    }

    Visitor visitor(Name name) {
        return registry.visitor(name.registry());
    }

    /** What is done at a repository. */
    @FunctionalInterface
    interface Work {

        /** Answers the digest of the image. */
        Digest at(Repository repository, Progress progress) throws InterruptedException;
    }

    /**
     * Does some work, shows how far it is, and prints what the image is called at the end.
     *
     * @param actions what the work needs to be allowed, such as {@code pull,push}
     */
    void run(Visitor visitor, Name name, String actions, Work work) {
        try (var progress = progress();
                var connection =
                        new Connection(visitor.registry(), settings(), text -> progress.remark(Printable.of(text)))) {
            var repository = new Repository(connection, visitor, name.repository(), actions);
            try (var _ = whenStopped(progress)) {
                var digest = work.at(repository, progress);
                progress.end();
                spec.commandLine().getOut().println(name.at(visitor.registry(), digest));
            } catch (InterruptedException e) {
                throw new CommandFailure("interrupted");
            }
        }
    }

    private Settings settings() {
        return Settings.usual(registry.surroundings().patience());
    }

    StartedUploads started() {
        return new StartedUploads(
                registry.surroundings().state().resolve("slipway").resolve("uploads"));
    }

    private Progress progress() {
        return Progress.on(
                quiet
                        ? Display.NONE
                        : isTerminal()
                                ? new Bars(spec.commandLine().getOut(), width())
                                : new Lines(spec.commandLine().getErr()));
    }

    /** Says how to go on. */
    private ShutdownHook whenStopped(Progress progress) {
        return new ShutdownHook(() -> {
            progress.end();
            spec.commandLine().getErr().println("slipway: stopped; " + Push.GO_ON);
            spec.commandLine().getErr().flush();
        });
    }

    private boolean isTerminal() {
        var console = Optional.ofNullable(System.console());
        return !"dumb".equals(System.getenv("TERM"))
                && (console.filter(Console::isTerminal).isPresent() || isTerminalOut(console.isPresent()));
    }

    /** The JDK asks about standard input too, which may be a file with a token. */
    private static boolean isTerminalOut(boolean known) {
        try {
            var out = Path.of("/proc/self/fd/1");
            return known
                    && Files.exists(out)
                    && Files.readSymbolicLink(out).toString().matches("/dev/(?:pts/\\d+|tty.*)");
        } catch (IOException e) {
            return false;
        }
    }

    /** The terminal's, as its own program tells it. */
    private static int width() {
        try {
            var stty = new ProcessBuilder("sh", "-c", "stty size < /dev/tty").start();
            try (var answer = stty.inputReader()) {
                var text = Optional.ofNullable(answer.readLine()).orElse("");
                var done = stty.waitFor(2, TimeUnit.SECONDS);
                return done && text.matches("\\d{1,5} [1-9]\\d{1,4}")
                        ? Integer.parseInt(text.substring(text.indexOf(' ') + 1))
                        : USUAL_WIDTH;
            }
        } catch (IOException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }
}
