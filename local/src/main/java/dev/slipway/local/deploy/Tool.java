package dev.slipway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Surroundings;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program of the user's, which has nothing to read.
 *
 * @param variables of its environment
 */
record Tool(Path program, Map<String, String> variables) {

    /** What came of a run. */
    record Outcome(int code, String out, String err) {

        boolean failed() {
            return code != 0;
        }

        /** What it said last before it failed, on one line. */
        String reason() {
            return err.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((earlier, later) -> later)
                    .orElse("exit code " + code);
        }
    }

    /**
     * Looks along the {@code PATH}.
     *
     * @param advice what to do where there is none
     */
    static Tool find(Surroundings surroundings, String name, String advice) {
        var folders = surroundings.variable("PATH").orElse("").split(Pattern.quote(File.pathSeparator), -1);
        return Stream.of(folders)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Tool(program, surroundings.variables()))
                .orElseThrow(() -> new CommandFailure(name + " is not to be found: " + advice));
    }

    Outcome run(List<String> arguments) {
        var process = start(new ProcessBuilder(), arguments);
        var err = CompletableFuture.supplyAsync(() -> text(process.errorReader(UTF_8)));
        var out = text(process.inputReader(UTF_8));
        return new Outcome(end(process), out, err.join());
    }

    /** Shows all that it says, as it says it. */
    int show(Path folder, List<String> arguments, PrintWriter to) {
        var process = start(new ProcessBuilder().directory(folder.toFile()).redirectErrorStream(true), arguments);
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))
                .lines()
                .forEach(to::println);
        return end(process);
    }

    private Process start(ProcessBuilder builder, List<String> arguments) {
        builder.command(
                Stream.concat(Stream.of(program.toString()), arguments.stream()).toList());
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new CommandFailure(program + " cannot be run: " + e.getMessage());
        }
    }

    private static int end(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException _) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }

    private static String text(BufferedReader reader) {
        try {
            return reader.readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
