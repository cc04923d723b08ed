package dev.slipway.local.doctor;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.ShutdownHook;
import dev.slipway.local.doctor.Doctor.Result;
import dev.slipway.local.doctor.Finding.State;
import dev.slipway.local.manage.Printable;
import dev.slipway.local.manage.Visitor;
import dev.slipway.local.transfer.Connection;
import dev.slipway.local.transfer.Settings;
import dev.slipway.registry.name.RepositoryName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import picocli.CommandLine;

/**
 * One visit to a deployment, after which nothing of it is left there, however it ends.
 *
 * @param trust whom to believe who the registry is, if not those whom Java does
 */
record Visit(
        Visitor visitor, RepositoryName repository, Plan plan, Optional<SSLContext> trust, CommandLine commandLine) {

    /** An answer after a large body may take a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private static final int CLEANUP_SECONDS = 30;

    /** Makes checks and prints what came of them; answers the exit code. */
    int make(List<Check> checks, boolean json) throws InterruptedException {
        try (var connection = new Connection(visitor.registry(), Settings.usual(PATIENCE), this::say, trust)) {
            var site = new Site(visitor, repository, connection, plan);
            var results = whileStoppable(site, checks, json);
            var out = commandLine.getOut();
            out.println(json ? Report.json(site, results) : Report.sum(results));
            return Report.count(results, State.FAILED) == 0 ? 0 : 1;
        }
    }

    private List<Result> whileStoppable(Site site, List<Check> checks, boolean json) throws InterruptedException {
        var removed = new CountDownLatch(1);
        try (var _ = whenStopped(Thread.currentThread(), removed)) {
            try {
                site.open();
                return new Doctor(site, result -> tell(result, json)).run(checks);
            } finally {
                Thread.interrupted(); // removing goes on to its end
                site.scratch().remove().forEach(what -> say("stays in " + repository + ": " + what));
                removed.countDown();
            }
        } catch (IOException e) {
            throw new CommandFailure(site.why(e));
        }
    }

    private void tell(Result result, boolean json) {
        if (!json) {
            commandLine.getOut().println(Report.lines(result));
            commandLine.getOut().flush();
        }
    }

    private void say(String line) {
        commandLine.getErr().println("slipway: " + Printable.of(line));
        commandLine.getErr().flush();
    }

    /** Interrupts the visit when the program is stopped, and lets it remove what it brought. */
    private ShutdownHook whenStopped(Thread visit, CountDownLatch removed) {
        return new ShutdownHook(() -> {
            say("stopped; removing what was pushed");
            visit.interrupt();
            try {
                if (!removed.await(CLEANUP_SECONDS, TimeUnit.SECONDS)) {
                    say("not all could be removed from " + repository);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
