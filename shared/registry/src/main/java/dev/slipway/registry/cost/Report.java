package dev.slipway.registry.cost;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What Lambda logs at the end of an invocation (AWS Lambda Developer Guide, "Working with Lambda function logs", and for
 * snapshots "Monitoring for Lambda SnapStart").
 *
 * @param invocation as {@link Receipt#shortened} has it
 * @param time that is billed, in MiB of memory for a millisecond
 * @param logged bytes of the lines that Lambda has logged of the invocation, this one among them
 */
record Report(String invocation, long time, long logged) {

    private static final String BEGINNING = "REPORT RequestId: ";
    private static final Pattern BILLED = Pattern.compile("\\bBilled (?:Restore )?Duration: ([0-9]{1,12}) ms");
    private static final Pattern MEMORY = Pattern.compile("\\bMemory Size: ([0-9]{1,6}) MB");

    /** {@code START RequestId: … Version: 1} and {@code END RequestId: …}, with line ends. */
    private static final long OTHER_LINES = 117;

    /** Reads a line; empty where it is no report. */
    static Optional<Report> read(String line) {
        var memory = MEMORY.matcher(line);
        if (!line.startsWith(BEGINNING) || !memory.find()) {
            return Optional.empty();
        }
        var time = BILLED.matcher(line).results().mapToLong(Report::number).sum() * Long.parseLong(memory.group(1));
        var invocation = Receipt.shortened(line.substring(BEGINNING.length()));
        return Optional.of(new Report(invocation, time, OTHER_LINES + line.getBytes(StandardCharsets.UTF_8).length));
    }

    private static long number(MatchResult found) {
        return Long.parseLong(found.group(1));
    }
}
