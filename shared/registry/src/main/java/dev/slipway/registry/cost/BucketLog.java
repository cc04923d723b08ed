package dev.slipway.registry.cost;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The bucket's own access log (Amazon S3 User Guide, "Amazon S3 server access log format"), of which only what clients did by
 * presigned URLs is counted: what functions did has receipts, and what CloudFront asked for is counted from its own log.
 */
final class BucketLog {

    /** Owner, bucket, [time], address, requester, request id, operation, key. */
    private static final Pattern BEGINNING =
            Pattern.compile("\\S+ \\S+ \\[([^\\]]+)\\] \\S+ \\S+ (\\S+) ([A-Z0-9]+\\.\\S+) (\\S+) .*");

    /** "METHOD URI VERSION", status, error code, bytes sent, object size, times, "referrer", "user agent", version id. */
    private static final Pattern ANSWER =
            Pattern.compile("\"(?:\\S+ )?(\\S+)[^\"]*\" (\\d{3}) \\S+ (\\d+|-) (?:\\d+|-) (?:\\d+|-) (?:\\d+|-) .*");

    /** Signature version, cipher suite and authentication type: of a request with a presigned URL. */
    private static final Pattern PRESIGNED = Pattern.compile(" SigV\\d\\w* \\S+ QueryString ");

    /** The parameter that a presigned download tells its id by. S3 ignores those that begin with x-, but for logging them. */
    private static final Pattern DOWNLOAD = Pattern.compile("[?&]x-slipway-transfer=([^&]+)");

    private static final Pattern STAGED = Pattern.compile("staging/([^/]+)/.*");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    /** Refused, and not charged to the bucket's owner: anybody might have sent it. */
    private static final int DENIED = 403;

    private BucketLog() {}

    static Optional<PassedRequest> read(String line) throws IOException {
        var beginning = BEGINNING.matcher(line);
        if (!beginning.matches()) {
            throw new IOException("no line of an access log of S3");
        }
        var operation = beginning.group(3);
        var unit = unit(operation);
        if (unit.isEmpty() || !PRESIGNED.matcher(line).find()) {
            return Optional.empty();
        }
        var answer = ANSWER.matcher(line).region(beginning.end(4) + 1, line.length());
        if (!answer.matches()) {
            throw new IOException("a line of an access log of S3 that does not say what was answered");
        }
        if (Integer.parseInt(answer.group(2)) == DENIED) {
            return Optional.empty();
        }
        var usage = Usage.NONE.plus(unit.get(), 1);
        return Optional.of(new PassedRequest(
                time(beginning.group(1)),
                beginning.group(2),
                transfer(beginning.group(4), answer.group(1)),
                unit.get() == Unit.BUCKET_READ ? "pull" : "push",
                unit.get() == Unit.BUCKET_READ ? usage.plus(Unit.BUCKET_OUT, bytes(answer)) : usage));
    }

    /** Of the requests that presigned URLs are made for. */
    private static Optional<Unit> unit(String operation) {
        return switch (operation) {
            case "REST.PUT.PART", "REST.PUT.OBJECT" -> Optional.of(Unit.BUCKET_WRITE);
            case "REST.GET.OBJECT", "REST.HEAD.OBJECT" -> Optional.of(Unit.BUCKET_READ);
            default -> Optional.empty();
        };
    }

    private static long bytes(MatchResult answer) {
        return answer.group(3).equals("-") ? 0 : Long.parseLong(answer.group(3));
    }

    private static Instant time(String text) throws IOException {
        try {
            return TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new IOException("no line of an access log of S3: " + e.getMessage(), e);
        }
    }

    private static String transfer(String key, String uri) {
        var download = DOWNLOAD.matcher(uri);
        var staged = STAGED.matcher(key.replace("%2F", "/"));
        if (download.find()) {
            return download.group(1);
        }
        return staged.matches() ? staged.group(1) : "";
    }
}
