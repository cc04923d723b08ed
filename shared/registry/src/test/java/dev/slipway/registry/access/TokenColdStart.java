package dev.slipway.registry.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What verifying a bearer token costs a handler that has just started, beside the JDK's HMAC alone: {@code bench/token} runs it.
 * Each is done once in a JVM of its own, in turn; the medians are printed. Before a handler looks at a token it has read its
 * event and verified the viewer header, so that JSON and HMAC are loaded already: that is timed too.
 */
public final class TokenColdStart {

    private static final int RUNS = 25;
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private TokenColdStart() {}

    public static void main(String... arguments) throws IOException, GeneralSecurityException, InterruptedException {
        if (arguments.length == 0) {
            compare();
        } else {
            System.out.println(once(arguments[0], arguments[1]));
        }
    }

    private static void compare() throws IOException, InterruptedException {
        var token = Tokens.token("registry.example.com", NOW, "team/app", "pull,push");
        var hmac = new ArrayList<Long>();
        var before = new ArrayList<Long>();
        var verified = new ArrayList<Long>();
        var restored = new ArrayList<Long>();
        for (var run = 0; run < RUNS; run++) {
            hmac.add(inNewProcess("hmac", token));
            before.add(inNewProcess("before", token));
            verified.add(inNewProcess("token", token));
            restored.add(inNewProcess("restored", token));
        }
        System.out.printf(
                "the JDK's first HMAC-SHA256: %.1f ms%nan event and its viewer header, which come first: %.1f ms%n"
                        + "then the first bearer token: %.1f ms%nthe same after a rehearsal, which a snapshot has: %.1f ms%n"
                        + "(medians of %d new JVMs each)%n",
                median(hmac) / 1000.0,
                median(before) / 1000.0,
                median(verified) / 1000.0,
                median(restored) / 1000.0,
                RUNS);
    }

    /** In microseconds, of the work alone: starting the JVM is the same for all. */
    private static long once(String what, String token) throws GeneralSecurityException, IOException {
        var started = System.nanoTime();
        if (what.equals("hmac")) {
            check(hmac(token));
            return micros(started);
        }
        readEvent();
        if (what.equals("before")) {
            return micros(started);
        }
        var tokens = new BearerTokens(SigningKeys.parse(Tokens.KEYS), () -> NOW);
        if (what.equals("restored")) {
            tokens.rehearse();
        }
        var then = System.nanoTime();
        check(tokens.verify(token, "registry.example.com").isPresent());
        return micros(then);
    }

    private static boolean hmac(String token) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex("a0".repeat(32)), "HmacSHA256"));
        var dot = token.lastIndexOf('.');
        var signature = mac.doFinal(token.substring(0, dot).getBytes(US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature).equals(token.substring(dot + 1));
    }

    /** What {@code ApiHandler} does before the guard. */
    private static void readEvent() throws IOException {
        try (var json = new JsonFactory().createParser("{\"headers\":{\"host\":\"x\"},\"n\":1}".getBytes(US_ASCII))) {
            while (json.nextToken() != null) {
                json.getText();
            }
        }
        var keys = SigningKeys.parse(Tokens.KEYS);
        var expiry = Long.toString(NOW.getEpochSecond() + 60);
        var signature = keys.sign("viewer", expiry, "https", "registry.example.com", "192.0.2.1");
        new Capabilities(keys, () -> NOW, new Random(1))
                .viewer("t1;" + expiry + ";https;registry.example.com;192.0.2.1;" + signature);
    }

    private static long micros(long since) {
        return (System.nanoTime() - since) / 1000;
    }

    private static void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("not verified");
        }
    }

    private static long inNewProcess(String what, String token) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        var process = new ProcessBuilder(
                        java, "-XX:TieredStopAtLevel=1", "-cp", classes, TokenColdStart.class.getName(), what, token)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), US_ASCII).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a run failed");
        }
        return Long.parseLong(printed);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
