package dev.slipway.local.doctor;

import dev.slipway.local.manage.Answers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the edge and the handlers answer, header by header. */
final class Answered {

    static final List<Check> CHECKS = List.of(
            new Check(
                    "challenge",
                    "401 to who shows nothing, with WWW-Authenticate: Bearer realm=\"URL/token\",service=\"HOST\"",
                    "the viewer-request function says this: compare its scheme and challenge with edge/viewer-request.js,"
                            + " and have no error pages of your own for 401 in the distribution",
                    site -> challenge(site, Optional.empty())),
            new Check(
                    "bad-token-challenge",
                    "the same to who shows a token that is none, from a handler through API Gateway",
                    "API Gateway must pass WWW-Authenticate on: use an HTTP API (a REST API renames it to"
                            + " x-amzn-remapped-www-authenticate), with no authorizer",
                    site -> challenge(site, Optional.of("Bearer slipway-doctor"))),
            new Check(
                    "api-version",
                    "Docker-Distribution-API-Version: registry/2.0 from a handler",
                    "have CloudFront pass the origin's headers on: no response headers policy may remove them",
                    Answered::version),
            new Check(
                    "error-body",
                    "404 and a JSON error MANIFEST_UNKNOWN for a manifest that is not there",
                    "remove custom error responses from the distribution: clients read the registry's own",
                    Answered::error),
            new Check(
                    "large-headers",
                    "200 to a request with 6 KiB more of headers, as long tokens are",
                    "something on the way takes fewer than API Gateway's 10,240 bytes of headers: look for a proxy or a"
                            + " firewall in front of the distribution",
                    Answered::large),
            new Check(
                    "clock-skew",
                    "a Date within a minute of this machine's clock: signed URLs live for minutes",
                    "set this machine's clock (NTP); AWS keeps its own right",
                    Answered::clock),
            new Check(
                    "latency",
                    "a second for an answer of a handler that is warm",
                    "look at the Duration and InitDuration of CheckVersion in its log: SnapStart must be on, and the alias"
                            + " live must have a published version; and at how far away the stack's region is",
                    Answered::latency));

    private static final int PAD = 6 << 10;
    private static final int TIMES = 5;
    private static final Duration MOST_SKEW = Duration.ofMinutes(1);

    private Answered() {}

    private static Finding challenge(Site site, Optional<String> shown) throws IOException, InterruptedException {
        if (site.everyoneMay()) {
            return Finding.notApplicable("nobody is asked to sign in here");
        }
        var request = site.in("tags/list");
        shown.ifPresent(value -> request.header("Authorization", value));
        var answer = site.bare(request);
        var wanted = "Bearer realm=\"" + site.url() + "/token\",service=\""
                + site.url().host() + "\"";
        var challenge = Site.shown(answer, "WWW-Authenticate");
        var came = answer.statusCode() + " with WWW-Authenticate: " + challenge + remapped(answer);
        return answer.statusCode() == 401 && challenge.startsWith(wanted) ? Finding.ok(came) : Finding.failed(came);
    }

    private static String remapped(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("x-amzn-remapped-www-authenticate")
                .map(ignored -> ", but there is x-amzn-remapped-www-authenticate")
                .orElse("");
    }

    private static Finding version(Site site) throws IOException, InterruptedException {
        var answer = site.send(site.at("/v2/"));
        var version = Site.shown(answer, "Docker-Distribution-API-Version");
        return answer.statusCode() == 200 && version.equals("registry/2.0")
                ? Finding.ok(version)
                : Finding.failed(answer.statusCode() + " with Docker-Distribution-API-Version: " + version);
    }

    private static Finding error(Site site) throws IOException, InterruptedException {
        var answer = site.send(site.in("manifests/no-such-tag"));
        var error = new Answers(site.url()).error(answer).orElse("");
        return answer.statusCode() == 404 && error.startsWith("MANIFEST_UNKNOWN")
                ? Finding.ok(site.told(answer))
                : Finding.failed(site.told(answer));
    }

    private static Finding large(Site site) throws IOException, InterruptedException {
        var answer = site.send(site.at("/v2/").header("X-Padding", "x".repeat(PAD)));
        return answer.statusCode() == 200 ? Finding.ok("200") : Finding.failed(site.told(answer));
    }

    private static Finding clock(Site site) throws IOException, InterruptedException {
        var before = Instant.now();
        var answer = site.send(site.at("/v2/"));
        var took = Duration.between(before, Instant.now());
        try {
            var date = ZonedDateTime.parse(Site.shown(answer, "Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var skew = Duration.between(before.plus(took.dividedBy(2)), date);
            var found = "Date is " + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of")
                    + " this machine's clock";
            return skew.abs().compareTo(MOST_SKEW) <= 0 ? Finding.ok(found) : Finding.failed(found);
        } catch (DateTimeException e) {
            return Finding.failed("Date: " + Site.shown(answer, "Date"));
        }
    }

    /** What an answer costs beside the way there is cold only once in a while, so the first is told and not judged. */
    private static Finding latency(Site site) throws IOException, InterruptedException {
        var times = new ArrayList<Long>();
        for (int i = 0; i < TIMES; i++) {
            var start = System.nanoTime();
            site.send(site.at("/v2/"));
            times.add(System.nanoTime() - start);
        }
        var median = Duration.ofNanos(times.stream().sorted().toList().get(TIMES / 2));
        var found = "the first took " + site.firstAnswer().toMillis() + " ms, the median of " + TIMES + " after it "
                + median.toMillis() + " ms";
        return median.compareTo(site.plan().slow()) < 0 ? Finding.ok(found) : Finding.warning(found);
    }
}
