package dev.slipway.local.doctor;

import static dev.slipway.local.doctor.Breakage.answers;
import static dev.slipway.local.doctor.Breakage.asks;
import static dev.slipway.local.doctor.Breakage.cuts;
import static dev.slipway.local.doctor.Breakage.instead;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All that can go wrong on the way to a registry without TLS. */
final class Cases {

    private static final String CHALLENGE = "www-authenticate";
    private static final String REMAPPED = "x-amzn-remapped-www-authenticate";
    private static final String MANIFEST = ".*/manifests/.*";
    private static final String UPLOAD = ".*/uploads/[0-9a-f].*";
    private static final String DOWNLOAD = "/download/.*";
    private static final String DIGEST = "docker-content-digest";
    private static final long SMALL = 4 << 20;

    private Cases() {}

    static List<Case> all() {
        return Stream.of(headers(), handlers(), bucket(), relay(), manifests(), downloads())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> headers() {
        return List.of(
                Case.of(
                        "challenge",
                        "the edge's challenge is renamed",
                        answers((asked, reply) ->
                                asked.header("authorization").isEmpty() ? reply.renamed(CHALLENGE, REMAPPED) : reply)),
                Case.of(
                        "challenge",
                        "the realm has another scheme",
                        answers((asked, reply) -> asked.header("authorization").isEmpty()
                                        && reply.headers().containsKey(CHALLENGE)
                                ? reply.with(CHALLENGE, reply.header(CHALLENGE).replace("http:", "https:"))
                                : reply)),
                Case.of(
                        "bad-token-challenge",
                        "API Gateway renames a handler's challenge",
                        answers((asked, reply) -> asked.header("authorization").isPresent()
                                ? reply.renamed(CHALLENGE, REMAPPED)
                                : reply)),
                Case.of(
                        "api-version",
                        "a policy removes it",
                        answers((asked, reply) -> reply.without("docker-distribution-api-version"))),
                Case.of(
                        "error-body",
                        "an error page takes its place",
                        answers((asked, reply) ->
                                asked.is("GET", MANIFEST) && reply.status() == 404 ? Reply.of(404) : reply)),
                Case.of(
                        "large-headers",
                        "a proxy takes 6 KiB",
                        instead(asked ->
                                asked.bytes().length > 6 << 10 ? Optional.of(Reply.of(431)) : Optional.empty())),
                Case.of(
                        "clock-skew",
                        "a clock is ten minutes off",
                        answers((asked, reply) -> reply.with("date", later(reply.header("date"))))),
                Case.of("latency", "handlers are slow", instead(asked -> {
                    if (asked.is("GET", "/v2/") && asked.isFor("latency")) {
                        sleep(500);
                    }
                    return Optional.empty();
                })));
    }

    private static List<Case> handlers() {
        return List.of(
                Case.of(
                        "binary-body",
                        "a function takes fewer than 4 MiB",
                        instead(asked -> asked.is("POST", ".*/uploads/.*") && asked.length() >= SMALL
                                ? Optional.of(Reply.of(413))
                                : Optional.empty())),
                Case.of(
                        "upload-location",
                        "only the first parameter is passed on",
                        asks(asked -> asked.is("PUT", UPLOAD + "\\?digest=.*")
                                ? asked.to(asked.target().replaceFirst("&.*", ""))
                                : asked)),
                Case.of(
                        "upload-location",
                        "Range is lost",
                        answers((asked, reply) ->
                                asked.header("content-range").isPresent() ? reply.without("range") : reply)),
                Case.of(
                        "forged-upload",
                        "changed URLs are taken",
                        answers((asked, reply) ->
                                asked.is("PATCH", UPLOAD) && reply.status() == 404 ? reply.status(202) : reply)));
    }

    private static List<Case> bucket() {
        return List.of(
                Case.of(
                        "direct-put",
                        "the bucket's 200 stays",
                        answers((asked, reply) -> isDirect(asked) && reply.status() == 201 ? reply.status(200) : reply),
                        "expect-continue",
                        "slow-put"),
                Case.of(
                        "direct-put",
                        "the digest is lost",
                        answers((asked, reply) -> isDirect(asked) ? reply.without(DIGEST) : reply)),
                Case.of(
                        "expect-continue",
                        "a proxy expects nothing",
                        instead(asked -> asked.header("expect").isPresent() && asked.length() < 10 * SMALL
                                ? Optional.of(Reply.of(417))
                                : Optional.empty())),
                Case.of(
                        "wrong-checksum",
                        "the refusal is swallowed",
                        answers((asked, reply) ->
                                isDirect(asked) && reply.status() == 400 ? reply.status(201) : reply)),
                Case.of(
                        "wrong-checksum",
                        "what was refused is there",
                        answers((asked, reply) ->
                                asked.is("HEAD", ".*/blobs/.*") && reply.status() == 404 ? reply.status(200) : reply)),
                Case.of(
                        "too-large",
                        "another refuses it",
                        answers((asked, reply) -> asked.length() > 5L << 30 ? Reply.of(502) : reply)),
                Case.of(
                        "slow-put",
                        "the bucket has no time",
                        answers((asked, reply) -> asked.isFor("slow-put") && isDirect(asked) ? Reply.of(504) : reply)),
                Case.of(
                        "copy-with-checksum",
                        "nothing is put together",
                        instead(asked ->
                                asked.is("POST", UPLOAD + "/copy.*") ? Optional.of(Reply.of(500)) : Optional.empty())),
                Case.of(
                        "copy-with-checksum",
                        "part URLs lead nowhere",
                        answers((asked, reply) -> asked.is("POST", UPLOAD + "/parts.*")
                                ? reply.text(reply.text().replace("\"url\":\"", "\"url\":\"/nowhere/"))
                                : reply)));
    }

    private static boolean isDirect(Asked asked) {
        return asked.is("PUT", UPLOAD) && asked.length() > SMALL && asked.length() < 10 * SMALL;
    }

    private static List<Case> relay() {
        return List.of(
                Case.of(
                        "chunked-upload",
                        "a length is asked for",
                        answers((asked, reply) ->
                                asked.is("PATCH", UPLOAD) && asked.isChunked() ? Reply.of(411) : reply),
                        "relay-patch",
                        "slow-patch"),
                Case.of(
                        "chunked-upload",
                        "the refusal says nothing",
                        answers((asked, reply) ->
                                asked.is("PATCH", UPLOAD) && asked.isChunked() ? Reply.of(403) : reply),
                        "relay-patch",
                        "slow-patch"),
                Case.of("relay-patch", "the connection breaks after 5 MiB", cuts(5 << 20)),
                Case.of(
                        "relay-patch",
                        "the relay fails",
                        answers((asked, reply) -> asked.is("PATCH", UPLOAD)
                                        && reply.header("range").matches("0-[2-9]\\d{6}")
                                ? Reply.of(500)
                                : reply)),
                Case.of(
                        "slow-patch",
                        "the relay has no time",
                        answers((asked, reply) ->
                                asked.is("PATCH", UPLOAD) && asked.isFor("slow-patch") ? Reply.of(504) : reply)));
    }

    private static List<Case> manifests() {
        Map<String, Reply> kept = new ConcurrentHashMap<>();
        return List.of(
                Case.of(
                        "manifest-bytes",
                        "JSON is written anew",
                        answers((asked, reply) -> asked.is("GET", MANIFEST) && reply.status() == 200
                                ? reply.text(reply.text().replaceAll("\\s+", " "))
                                : reply)),
                Case.of(
                        "manifest-bytes",
                        "every type is JSON",
                        answers((asked, reply) -> asked.is("GET", MANIFEST) && reply.status() == 200
                                ? reply.with("content-type", "application/json")
                                : reply)),
                Case.of(
                        "head-length",
                        "the length is lost",
                        answers((asked, reply) ->
                                asked.method().equals("HEAD") ? reply.without("content-length") : reply)),
                Case.of(
                        "tag-moves",
                        "answers are kept",
                        answers((asked, reply) -> asked.is("GET", ".*/manifests/moves-.*")
                                ? kept.computeIfAbsent(asked.target(), ignored -> reply)
                                : reply)),
                Case.of(
                        "delete",
                        "DELETE is not allowed",
                        instead(asked -> asked.is("DELETE", MANIFEST) ? Optional.of(Reply.of(403)) : Optional.empty())),
                Case.of("tag-list", "Link is lost", answers((asked, reply) -> reply.without("link"))),
                Case.of(
                        "tag-list",
                        "the query is lost",
                        asks(asked -> asked.is("GET", ".*/tags/list.*")
                                ? asked.to(asked.target().replaceFirst("\\?.*", ""))
                                : asked)),
                Case.of("referrers", "OCI-Subject is lost", answers((asked, reply) -> reply.without("oci-subject"))));
    }

    private static List<Case> downloads() {
        return List.of(
                Case.of(
                        "download-edge",
                        "the bucket sees Authorization",
                        answers((asked, reply) -> asked.is("GET", DOWNLOAD)
                                        && asked.header("authorization").isPresent()
                                ? Reply.of(400)
                                : reply)),
                Case.of(
                        "download-edge",
                        "the digest is lost",
                        answers((asked, reply) -> asked.is("GET", DOWNLOAD) ? reply.without(DIGEST) : reply)),
                Case.of("range", "Range does not reach the bucket", asks(asked -> asked.without("range"))),
                Case.of(
                        "forged-download",
                        "changed URLs are taken",
                        answers((asked, reply) ->
                                asked.is("GET", DOWNLOAD) && reply.status() == 403 ? reply.status(200) : reply)));
    }

    private static String later(String date) {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                .plusMinutes(10)
                .format(DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
