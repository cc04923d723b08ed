package dev.slipway.registry.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Lines of access logs as CloudFront and S3 write them, in objects as they deliver them. */
public final class AccessLogLines {

    private static final DateTimeFormatter S3_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    private AccessLogLines() {}

    /**
     * One of CloudFront's standard log (v2), in JSON and of the fields that template.yaml asks for.
     *
     * @param out bytes to the viewer, with the head
     * @param in bytes from the viewer, with the head
     * @param result how the answer came about, as it was said before it was sent
     */
    public static String cloudFront(
            Instant time, String id, String method, String path, int status, long out, long in, String result) {
        return cloudFront(time, id, method, path, status, out, in, result, result);
    }

    /** The same of a request that ended otherwise. */
    static String cloudFront(
            Instant time,
            String id,
            String method,
            String path,
            int status,
            long out,
            long in,
            String result,
            String end) {
        var utc = time.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
        return """
                {"date":"%s","time":"%s","x-edge-request-id":"%s","cs-method":"%s","cs-uri-stem":"%s","sc-status":"%03d",\
                "sc-bytes":"%d","cs-bytes":"%d","x-edge-result-type":"%s","x-edge-response-result-type":"%s"}""".formatted(
                        utc.toLocalDate(),
                        DateTimeFormatter.ISO_LOCAL_TIME.format(utc),
                        id,
                        method,
                        path,
                        status,
                        out,
                        in,
                        end,
                        result);
    }

    /**
     * One of S3's server access log.
     *
     * @param uri the path and query of the request
     * @param sent bytes of the answer's body
     * @param authentication {@code QueryString} of a presigned URL, {@code AuthHeader} of a function
     */
    static String s3(
            Instant time,
            String id,
            String operation,
            String key,
            String uri,
            int status,
            long sent,
            String authentication) {
        return ("79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be slipway-bucket-1abc [%s] 192.0.2.3"
                        + " arn:aws:sts::123456789012:assumed-role/slipway-PartUrls/slipway-PartUrls %s %s %s \"%s %s HTTP/1.1\""
                        + " %d %s %s 5242880 72 33 \"-\" \"Docker-Client/29.0 (linux \\x22x\\x22) \"quoted\"\" - hOsTiD/1+2="
                        + " SigV4 ECDHE-RSA-AES128-GCM-SHA256 %s slipway-bucket-1abc.s3.us-east-1.amazonaws.com TLSv1.3 - -"
                        + " us-east-1")
                .formatted(
                        S3_TIME.format(time.atZone(ZoneOffset.UTC)),
                        id,
                        operation,
                        key,
                        operation.split("\\.")[1],
                        uri,
                        status,
                        status < 400 ? "-" : "AccessDenied",
                        sent == 0 ? "-" : sent,
                        authentication);
    }

    /** The bytes of an object of these lines. */
    public static byte[] plain(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    /** The same, compressed as CloudFront does. */
    public static byte[] zipped(List<String> lines) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(plain(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
