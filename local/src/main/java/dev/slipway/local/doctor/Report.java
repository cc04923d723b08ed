package dev.slipway.local.doctor;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.doctor.Doctor.Result;
import dev.slipway.local.doctor.Finding.State;
import dev.slipway.local.manage.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found, for people and for programs. */
final class Report {

    private static final int STATE_WIDTH = State.NOT_APPLICABLE.toString().length();
    private static final int NAME_WIDTH =
            Checks.all().stream().mapToInt(check -> check.name().length()).max().orElse(0);
    private static final String MARGIN = " ".repeat(STATE_WIDTH + 2);

    private Report() {}

    /** One line; three where somebody should do something. */
    static String lines(Result result) {
        var finding = result.finding();
        var line = row(finding.state().toString(), result.check().name(), finding.found());
        return finding.isTrouble()
                ? line + "\n" + MARGIN
                        + row(NAME_WIDTH, "expected", result.check().expected()) + "\n" + MARGIN
                        + row(NAME_WIDTH, "what to do", result.check().remedy())
                : line;
    }

    /** What a check expects. */
    static String line(Check check) {
        return row(NAME_WIDTH, check.name(), check.expected());
    }

    /** The sentence at the end. */
    static String sum(List<Result> results) {
        var counts = count(results, State.OK) + " ok, " + count(results, State.FAILED) + " failed, "
                + count(results, State.WARNING) + " with a warning, " + count(results, State.NOT_APPLICABLE)
                + " not applicable: ";
        return counts
                + (count(results, State.FAILED) == 0
                        ? "this deployment does what was looked at."
                        : "this deployment does not do what Slipway rests on (docs/aws-assumptions.md says more).");
    }

    /** One object: {@code docs/aws-assumptions.md} describes it. */
    static String json(Site site, List<Result> results) {
        var all = new LinkedHashMap<String, Object>();
        all.put("registry", site.url().value());
        all.put("repository", site.repository().value());
        for (var state : State.values()) {
            all.put(key(state), count(results, state));
        }
        all.put("checks", results.stream().map(Report::members).toList());
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long count(List<Result> results, State state) {
        return results.stream()
                .filter(result -> result.finding().state() == state)
                .count();
    }

    private static Map<String, Object> members(Result result) {
        var members = new LinkedHashMap<String, Object>();
        members.put("name", result.check().name());
        members.put("state", key(result.finding().state()));
        members.put("expected", result.check().expected());
        members.put("found", result.finding().found());
        if (result.finding().isTrouble()) {
            members.put("remedy", result.check().remedy());
        }
        return members;
    }

    private static String key(State state) {
        return state == State.NOT_APPLICABLE ? "notApplicable" : state.toString();
    }

    private static String row(String state, String name, String text) {
        return row(STATE_WIDTH, state, row(NAME_WIDTH, name, text));
    }

    private static String row(int width, String first, String rest) {
        return String.format(Locale.ROOT, "%-" + width + "s  %s", first, Printable.of(rest));
    }
}
