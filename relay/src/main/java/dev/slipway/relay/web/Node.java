package dev.slipway.relay.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Node.js of the version that Lambda runs, or a later one. */
public record Node(Path program) {

    private static final int OLDEST = 24;
    private static final long SECONDS_TO_ANSWER = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\..*");

    /**
     * The one that {@code SLIPWAY_NODE} names, else {@code node} on the path.
     *
     * @param environment this process's own
     */
    public static Node find(Map<String, String> environment) throws NoNodeException {
        var program = environment.getOrDefault("SLIPWAY_NODE", "node");
        var version = version(program);
        var form = VERSION.matcher(version);
        if (form.matches() && Integer.parseInt(form.group(1)) >= OLDEST) {
            return new Node(Path.of(program));
        }
        throw new NoNodeException("the web relay needs Node.js 24 or later, and " + program
                + (version.isEmpty() ? " does not run" : " is " + version)
                + ": install it, such as by npm install node@24, or set SLIPWAY_NODE to the program");
    }

    /** What it says of itself; empty when it is not there. */
    private static String version(String program) {
        try {
            var process = new ProcessBuilder(program, "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readNBytes(100), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return text;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
