package dev.slipway.e2e.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs programs of this machine, each of which keeps what it knows of registries in a folder of its own.
 *
 * @param password given to those that ask for one
 */
record Command(Path home, String password) {

    /** Fails, in a line, where one of these programs is not installed. */
    static void need(String... programs) {
        var missing =
                Stream.of(programs).filter(program -> !isInstalled(program)).toList();
        if (!missing.isEmpty()) {
            throw new MissingException("These tests need " + String.join(", ", missing) + " on the PATH.");
        }
    }

    private static boolean isInstalled(String program) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** One line. */
    private static final class MissingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message, null, false, false);
        }
    }

    /** What it prints; that it fails is an error of the test, with all it said. */
    String run(String... command) throws IOException, InterruptedException {
        return run("", command);
    }

    String runWithPassword(String... command) throws IOException, InterruptedException {
        return run(password, command);
    }

    /** No secret stands in what is said of a failure: it is on standard input. */
    private String run(String input, String... command) throws IOException, InterruptedException {
        var errors = Files.createTempFile(home, "errors-", ".txt");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        var own = home.resolve(String.valueOf(Path.of(command[0]).getFileName()));
        builder.environment().put("DOCKER_CONFIG", own.resolve("docker").toString());
        builder.environment().put("REGISTRY_AUTH_FILE", own.resolve("auth.json").toString());
        builder.environment().put("XDG_CONFIG_HOME", own.resolve("config").toString());
        builder.environment().put("XDG_STATE_HOME", own.resolve("state").toString());
        builder.environment().put("XDG_CACHE_HOME", own.resolve("cache").toString());
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s%s", String.join(" ", command), output, Files.readString(errors))
                .isZero();
        return output;
    }
}
