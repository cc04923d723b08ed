package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What commands take from the process that they run in.
 *
 * @param variables of the environment
 * @param home the user's folder, where the environment names none
 * @param ask asks a person for a secret, showing them a text; empty where there is no terminal
 * @param patience how long an answer of a registry may take, all of it
 */
public record Surroundings(
        Map<String, String> variables,
        Path home,
        InputStream in,
        Function<String, Optional<String>> ask,
        InstantSource clock,
        Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.in,
                Surroundings::askOnTerminal,
                InstantSource.system(),
                PATIENCE);
    }

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** The first line of standard input. */
    String line() {
        try {
            var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return Optional.ofNullable(line)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .orElseThrow(() -> new CommandFailure("there is no token on standard input"));
        } catch (IOException e) {
            throw new CommandFailure("standard input cannot be read: " + e.getMessage());
        }
    }

    /** Where programs keep what they are told: the XDG Base Directory Specification ignores relative paths. */
    public Path configuration() {
        return variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> variable("HOME").map(Path::of).orElse(home).resolve(".config"));
    }

    /** Where programs keep what is of no use elsewhere or later, such as what they are in the middle of. */
    public Path state() {
        return variable("XDG_STATE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> variable("HOME").map(Path::of).orElse(home).resolve(".local/state"));
    }

    private static Optional<String> askOnTerminal(String prompt) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s", prompt)))
                .map(String::new);
    }
}
