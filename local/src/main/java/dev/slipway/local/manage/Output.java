package dev.slipway.local.manage;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command tells what a registry answered: to people, or with {@code --json} to programs. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class Output {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    @Option(names = "--json", description = "Print the registry's JSON, and nothing where it answers with none.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Prints an answer itself; false where people want to read it instead. */
    boolean printed(Json answer) {
        if (json) {
            out().println(answer);
        }
        return json;
    }

    /** A line for people. */
    void say(String line) {
        if (!json) {
            out().println(Printable.of(line));
        }
    }

    /** A line for people that is not what was asked for. */
    void remark(String line) {
        spec.commandLine().getErr().println(Printable.of(line));
    }

    /** Lines for programs. */
    void lines(List<String> lines) {
        lines.forEach(out()::println);
    }

    /** A table with the names of its columns, or the line {@code none}. */
    void table(List<String> names, List<List<String>> rows) {
        if (rows.isEmpty()) {
            out().println("none");
            return;
        }
        var lines = Columns.lines(names, rows);
        out().println(spec.commandLine().getColorScheme().ansi().string("@|bold " + lines.getFirst() + "|@"));
        lines.stream().skip(1).forEach(out()::println);
    }

    /** What one thing is, by name and value, with an empty line after it. */
    void facts(List<List<String>> facts) {
        Columns.lines(facts).forEach(out()::println);
        out().println();
    }

    /** A time as people read it, to the minute. */
    static String time(String text) {
        try {
            return TIME.format(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    static String time(Optional<String> text) {
        return text.map(Output::time).orElse("never");
    }

    /** Some texts, or what it means that there are none. */
    static String list(List<String> texts, String none) {
        return texts.isEmpty() ? none : String.join(", ", texts);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
