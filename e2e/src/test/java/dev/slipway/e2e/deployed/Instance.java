package dev.slipway.e2e.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A function in a JVM of its own, as Lambda's runtime java25 runs one with SnapStart: the working folder has the unpacked jar, the
 * class path the runtime client, the environment what the template gives and what Lambda adds. It takes one event at a time.
 */
final class Instance implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(2);

    /** Where the build has put the client and what it needs. */
    private static final Path CLIENT = Path.of("target/runtime-client").toAbsolutePath();

    private final DeployedFunction function;
    private final RuntimeApi api;
    private final Process process;

    private Instance(DeployedFunction function, RuntimeApi api, Process process) {
        this.function = function;
        this.api = api;
        this.process = process;
        failWhenEnded(api.ready());
    }

    /**
     * Starts one, and returns at once.
     *
     * @param code the unpacked jar
     * @param more variables beside those of the function: where AWS is
     */
    static Instance start(DeployedFunction function, Path code, Map<String, String> more) {
        var api = new RuntimeApi(arn(function.name()));
        try {
            var log = Files.createDirectories(Path.of("target/functions"))
                    .resolve(function.name() + ".log")
                    .toFile();
            var command = new ProcessBuilder(command(function))
                    .directory(code.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            command.environment().clear();
            command.environment().putAll(LambdaVariables.of(function, code, api.address()));
            command.environment().putAll(function.environment());
            command.environment().putAll(more);
            return new Instance(function, api, command.start());
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(e);
        }
    }

    /** The ARN of a function's alias. */
    static String arn(String name) {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + name + ":live";
    }

    /** What it has asked Lambda, in order. */
    List<String> asked() {
        return api.asked();
    }

    /** The function's answer; {@link FunctionError} is its own, or tells that there is no function any more. */
    synchronized byte[] invoke(byte[] event) throws IOException, InterruptedException {
        awaitReady();
        var invocation = Invocation.of(event, Instant.now().plus(function.timeout()));
        failWhenEnded(invocation.answer());
        api.submit(invocation);
        return await(invocation.answer(), function.timeout());
    }

    /** Returns when the function waits for its first event; {@link FunctionError} if it cannot. */
    void awaitReady() throws IOException, InterruptedException {
        await(api.ready(), TO_START);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How the process ended, which it has to within a minute. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError(function.name() + " runs on");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }

    private void failWhenEnded(CompletableFuture<?> answer) {
        process.onExit()
                .thenAccept(ended -> answer.completeExceptionally(
                        new FunctionError("Runtime exited with status " + ended.exitValue())));
    }

    private <T> T await(CompletableFuture<T> answer, Duration patience) throws IOException, InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FunctionError error) {
                throw error;
            }
            throw new IOException(e);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new FunctionError("Task timed out after " + patience.toSeconds() + " seconds");
        }
    }

    private static List<String> command(DeployedFunction function) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + function.memory() * 85 / 100 + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library(),
                "-cp",
                CLIENT + "/*",
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                function.handler());
    }

    /** The client's native part, which it would else unpack to one and the same place in every process. */
    private static Path library() {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        return CLIENT.resolve("jni/libaws-lambda-jni.linux-" + architecture + ".so");
    }
}
