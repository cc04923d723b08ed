package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.local.manage.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs commands as a user would whose home is a folder of the test. */
public final class Shell {

    private final Path home;
    private final Map<String, String> variables = new HashMap<>();
    private Optional<String> answer = Optional.empty();
    private Duration patience = Duration.ofSeconds(30);
    private InstantSource clock = InstantSource.system();
    private String typed = "";

    /** What came of a command. */
    public record Result(int code, String out, String err) {

        /** What it printed, with every time and every token's id replaced by one of the same length. */
        public String table() {
            return out.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC", "2026-11-25 12:00 UTC")
                    .replaceAll("(?m)^[0-9A-Za-z]{12} ", "ABCDEFGHIJKL ");
        }
    }

    public Shell(Path home) {
        this.home = home;
    }

    /** Sets a variable of the environment. */
    public Shell set(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Is asked for secrets on a terminal from now on, and answers this. */
    public Shell answers(String secret) {
        answer = Optional.of(secret);
        return this;
    }

    public Shell hasPatience(Duration other) {
        patience = other;
        return this;
    }

    /** Lives at this time from now on. */
    public Shell at(Instant time) {
        clock = InstantSource.fixed(time);
        return this;
    }

    /** Has something on standard input. */
    public Shell types(String text) {
        typed = text;
        return this;
    }

    /** Where its logins are kept, unless a variable says otherwise. */
    public Path folder() {
        return home.resolve(".config/slipway");
    }

    public Path logins() {
        return folder().resolve("logins.json");
    }

    public Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var surroundings = new Surroundings(
                variables,
                home,
                new ByteArrayInputStream(typed.getBytes(UTF_8)),
                prompt -> {
                    answer.ifPresent(ignored -> err.write(prompt));
                    return answer;
                },
                clock,
                patience);
        var code = Slipway.commandLine(surroundings, arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
