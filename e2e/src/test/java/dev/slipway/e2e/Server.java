package dev.slipway.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code slipway serve} in a process of its own, so that what it prints is its own too. */
final class Server implements AutoCloseable {

    private static final String READY = "Slipway is ready at ";

    private final Process process;
    private final Path errors;
    private final URI url;
    private final Thread atExit = new Thread(this::stop);

    private Server(Process process, Path errors, URI url) {
        this.process = process;
        this.errors = errors;
        this.url = url;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** One that anybody may use and that forgets everything at the end. */
    static Server start() {
        return start("--memory");
    }

    /** One that anybody may use. */
    static Server start(String... options) {
        return launch(
                Stream.concat(Stream.of("--anonymous"), Stream.of(options)).toList());
    }

    /** One that wants to know who asks; the administrator's token is in {@code admin-token} of the folder. */
    static Server startWithSignIn(Path data, String... options) {
        return launch(
                Stream.concat(Stream.of("--data=" + data), Stream.of(options)).toList());
    }

    private static Server launch(List<String> options) {
        try {
            var errors = Files.createTempFile("slipway-errors-", ".txt");
            var process = new ProcessBuilder(command(options))
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
            return new Server(process, errors, url(process, errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return url.getPort();
    }

    /** Host and port, as they stand before a repository's name. */
    String host() {
        return url.getAuthority();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it printed on its standard error so far, but for the warning that it lets in anyone. */
    String errors() {
        try {
            return Files.readString(errors).replaceFirst("^slipway: --anonymous is for development: [^\n]*\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
        try {
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(List<String> options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slipway.local.Slipway",
                "serve",
                "--port=0"));
        command.addAll(options);
        return command;
    }

    /** Waits until it is ready; it ends by itself, and with it this wait, when it cannot start. */
    private static URI url(Process process, Path errors) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return URI.create(line.substring(READY.length()));
            }
        }
        throw new IOException("the registry did not start: " + Files.readString(errors));
    }
}
