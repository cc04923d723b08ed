package dev.slipway.local.doctor;

import dev.slipway.local.BinarySize;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Uploads of clients that send a layer in one PATCH, in chunks, without a length: only a relay takes them. */
final class RelayedUploads {

    private static final String REMEDY =
            "the relay must be an origin of the distribution for all seven methods, with all of"
                    + " the viewer's headers but Host, a response timeout of 60 s and SLIPWAY_REGISTRY set to this URL; its log group"
                    + " is the stack's RelayLogs. Without one, set the parameter Relay to off: then clients are told what to do";

    static final List<Check> CHECKS = List.of(
            new Check(
                    "chunked-upload",
                    "202 with Range to a small PATCH in chunks, without a length, and 201 when it is closed; without a relay,"
                            + " 403 that says what to do",
                    REMEDY,
                    RelayedUploads::small),
            new Check(
                    "relay-patch",
                    "the same for a large one (20 MiB; with --large, 1 GiB), answered within a minute of its last byte",
                    REMEDY,
                    RelayedUploads::large),
            new Check(
                    "slow-patch",
                    "the same for one that comes slowly (5 seconds; with --long, 3 minutes)",
                    "the relay's Timeout must be 900 s. " + REMEDY,
                    RelayedUploads::slowly));

    private static final int SMALL = 64 << 10;
    private static final int SLOW = 1 << 20;
    private static final int DENIED = 403;
    private static final Duration MOST = Duration.ofMinutes(1);

    private RelayedUploads() {}

    private static Finding small(Site site) throws Trouble, IOException, InterruptedException {
        return push(site, Outgoing.of(Sample.of(SMALL)));
    }

    private static Finding large(Site site) throws Trouble, IOException, InterruptedException {
        if (refused(site, Outgoing.of(Sample.of(1)))) {
            return withoutRelay();
        }
        return push(site, Outgoing.of(Sample.of(site.plan().relayed())));
    }

    private static Finding slowly(Site site) throws Trouble, IOException, InterruptedException {
        if (refused(site, Outgoing.of(Sample.of(1)))) {
            return withoutRelay();
        }
        return push(site, Outgoing.slowly(Sample.of(SLOW), site.plan().pace()));
    }

    /** Whether there is no relay: asked with one byte, because it may be a GiB that is sent next. */
    private static boolean refused(Site site, Outgoing body) throws Trouble, IOException, InterruptedException {
        return isRefusal(site, patch(site, body));
    }

    private static Finding push(Site site, Outgoing body) throws Trouble, IOException, InterruptedException {
        var start = System.nanoTime();
        var answer = patch(site, body);
        if (isRefusal(site, answer)) {
            return withoutRelay();
        }
        var wait = body.sinceEnd();
        site.expect(202, answer, "the PATCH");
        var size = body.sample().size();
        var range = Site.shown(answer, "Range");
        if (!range.equals("0-" + (size - 1))) {
            return Finding.failed("Range: " + range + " after " + size + " bytes");
        }
        var digest = body.sample().digest();
        var closed = site.uploads().close(site.location(answer), digest, BodyPublishers.noBody(), () -> 0);
        site.expect(201, closed, "the PUT that closes the upload");
        var took = Duration.ofNanos(System.nanoTime() - start);
        var found = BinarySize.of(size) + " in " + Rate.seconds(took) + " (" + Rate.of(size, took) + "), the answer "
                + Rate.seconds(wait) + " after the last byte";
        return wait.compareTo(MOST) < 0 ? Finding.ok(found) : Finding.failed(found);
    }

    private static HttpResponse<byte[]> patch(Site site, Outgoing body)
            throws Trouble, IOException, InterruptedException {
        return site.send(site.uploads().patching(site.uploads().begin(), body.chunked()), body::gone);
    }

    private static boolean isRefusal(Site site, HttpResponse<byte[]> answer) {
        return answer.statusCode() == DENIED && site.told(answer).contains("slipway relay --registry " + site.url());
    }

    private static Finding withoutRelay() {
        return Finding.notApplicable("this deployment has no relay, and says so to clients (403 DENIED)");
    }
}
