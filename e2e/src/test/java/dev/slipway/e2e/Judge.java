package dev.slipway.e2e;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which answers no client may get, and counts all. */
final class Judge {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_VIOLATIONS = 50;
    /** A transfer coding, or a version of HTTP, that nobody speaks. */
    private static final Set<Integer> UNSPOKEN = Set.of(501, 505);

    /** Before anybody looks at the path. */
    private static final Set<Integer> EARLY = Set.of(400, 413, 431);

    private static final Pattern PATH = Pattern.compile("[A-Za-z]+ (http://[^/ ]+)?/");
    private static final Pattern FAULT =
            Pattern.compile("Exception|\\bat [a-z]+\\.[a-zA-Z.]+\\(|java\\.(lang|io|util)|\\.java:");

    /** API Gateway's own word, before any handler's, to an unmeasured body that turns out too large for it. */
    private static final String GATEWAY = "{\"message\":\"Request Entity Too Large\"}";

    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64,128}");

    private static final Pattern ERROR =
            Pattern.compile("\\{\"errors\":\\[\\{\"code\":\"[A-Z_]+\",\"message\":\"[^\"]+\".*}]}", Pattern.DOTALL);

    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    void judge(byte[] request, Optional<Answer> answer) {
        noteDeletion(new String(request, 0, Math.min(request.length, 1500), StandardCharsets.ISO_8859_1));
        count(answer.map(told -> String.valueOf(told.status())).orElse("closed"));
        answer.ifPresent(told -> {
            var ask = new String(request, 0, Math.min(request.length, 1500), StandardCharsets.ISO_8859_1);
            var said = ask + "\n-> " + told.status() + " " + told.headers() + "\n" + shortened(told.text());
            check(told.status() < 500 || UNSPOKEN.contains(told.status()), "an error of the server's", said);
            if (told.status() >= 400) {
                check(!FAULT.matcher(told.text()).find(), "the inside shows", said);
                check(isError(ask, told), "not the specification's error", said);
            }
        });
    }

    /** Whether somebody has asked to delete what has this digest: then nobody is promised it any more. */
    boolean wasDeleted(String digest) {
        return deleted.contains(digest.substring(digest.indexOf(':') + 1));
    }

    private void noteDeletion(String ask) {
        if (ask.startsWith("DELETE ")) {
            var target = ESCAPE.matcher(ask.lines().findFirst().orElse(""))
                    .replaceAll(escape ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
            HEX.matcher(target).results().forEach(hex -> deleted.add(hex.group()));
        }
    }

    void check(boolean holds, String what, String detail) {
        if (!holds && violations.size() < MOST_VIOLATIONS) {
            violations.add(what + ":\n" + detail);
        }
    }

    List<String> violations() {
        return violations;
    }

    String report() {
        long all = counts.values().stream().mapToLong(AtomicLong::get).sum();
        return String.join("\n\n", violations) + "\n" + all + " requests, answered " + counts + ", " + violations.size()
                + " violations";
    }

    private void count(String status) {
        counts.computeIfAbsent(status, _ -> new AtomicLong()).incrementAndGet();
    }

    /** JSON as specified; XML from the bucket; what does not get as far as a path may be told in plain text. */
    private static boolean isError(String ask, Answer answer) {
        var type = answer.header("content-type");
        if (ask.startsWith("HEAD ")) {
            return answer.body().length == 0;
        }
        if (type.startsWith("application/json")) {
            boolean specified = ERROR.matcher(answer.text()).matches() && isJson(answer.body());
            return specified || answer.status() == 413 && answer.text().equals(GATEWAY);
        }
        if (type.startsWith("application/xml")) {
            return answer.text().startsWith("<?xml") && answer.text().contains("<Error><Code>");
        }
        return answer.body().length == 0
                || EARLY.contains(answer.status())
                || !PATH.matcher(ask).lookingAt();
    }

    private static boolean isJson(byte[] text) {
        try (var parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                parser.getText();
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() > 1000 ? text.substring(0, 1000) + "…" : text;
    }
}
