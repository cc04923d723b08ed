package dev.slipway.local.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Signed URLs are all the right that uploads and downloads need, so that none may be made up, changed or kept. */
final class Capabilities {

    private static final String REMEDY =
            "the viewer-request function must be on every behaviour, and the only one there; keys"
                    + " that may be known to others are to be rotated at once";

    static final List<Check> CHECKS = List.of(
            new Check(
                    "forged-download",
                    "403 from a download URL whose signature, blob or time was changed",
                    REMEDY,
                    Capabilities::download),
            new Check(
                    "forged-upload",
                    "404 from an upload URL whose signature, offset or upload was changed, for small and large bodies",
                    REMEDY,
                    Capabilities::upload),
            new Check(
                    "expired-download",
                    "403 from a download URL whose time is over (five minutes: with --long)",
                    "the clock is the edge's own: is the viewer-request function the one of this release? " + REMEDY,
                    Capabilities::expired));

    private static final Pattern STATE = Pattern.compile("(state=[a-z0-9]+\\.)(\\d+)(\\..*)");
    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final int LARGE = (4 << 20) + 1;

    private Capabilities() {}

    private static Finding download(Site site) throws Trouble, IOException, InterruptedException {
        var url = Downloading.url(site, site.fixture());
        var forged = new ArrayList<URI>();
        forged.add(otherEnd(url));
        if (Downloading.isHere(site, url)) {
            forged.add(URI.create(url.toString()
                    .replace(
                            site.fixture().digest().hex(), Sample.of(1).digest().hex())));
            forged.add(later(url));
        }
        for (var one : forged) {
            var answer = site.bare(HttpRequest.newBuilder(one));
            if (answer.statusCode() != 403) {
                return Finding.failed(site.told(answer) + " from a URL that was changed");
            }
        }
        return Finding.ok("403 from " + forged.size() + " of " + forged.size());
    }

    private static Finding upload(Site site) throws Trouble, IOException, InterruptedException {
        var url = site.uploads().begin();
        var other = site.uploads().begin();
        var forged = List.of(
                otherEnd(url), later(url), URI.create(other.toString().replaceFirst("\\?.*", "?" + url.getRawQuery())));
        for (var one : forged) {
            var small = site.send(site.uploads().patching(one, BodyPublishers.ofByteArray(new byte[10])));
            if (small.statusCode() != 404) {
                return Finding.failed("a PATCH of a changed URL was answered " + site.told(small));
            }
        }
        var body = Sample.of(LARGE);
        var large = site.uploads()
                .close(forged.getFirst(), body.digest(), BodyPublishers.ofByteArray(body.bytes()), () -> 0);
        return large.statusCode() == 404
                ? Finding.ok("404 from 3 of 3, and to a PUT of over 4 MiB")
                : Finding.failed("a PUT of over 4 MiB to a changed URL was answered " + site.told(large));
    }

    private static Finding expired(Site site) throws Trouble, IOException, InterruptedException {
        if (!site.plan().expiry()) {
            return Finding.notApplicable("this takes more than five minutes: use --long");
        }
        var url = Downloading.url(site, site.fixture());
        var state = STATE.matcher(String.valueOf(url.getRawQuery()));
        if (!state.matches()) {
            return Finding.notApplicable("clients are sent to " + url.getHost() + ", which has its own clock");
        }
        var wait = Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(state.group(2)) + 2));
        if (wait.compareTo(LONGEST) > 0) {
            return Finding.failed("a download URL lives for " + wait.toSeconds() + " seconds");
        }
        Thread.sleep(wait.isNegative() ? Duration.ZERO : wait);
        var answer = site.bare(HttpRequest.newBuilder(url));
        return answer.statusCode() == 403 ? Finding.ok(site.told(answer)) : Finding.failed(site.told(answer));
    }

    /** The same with another last digit of its signature. */
    private static URI otherEnd(URI url) {
        var text = url.toString();
        var last = text.charAt(text.length() - 1);
        return URI.create(text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0'));
    }

    /** The same with one more in its first number: a time, or an offset. */
    private static URI later(URI url) {
        return URI.create(STATE.matcher(url.toString())
                .replaceFirst(state -> state.group(1) + (Long.parseLong(state.group(2)) + 1) + state.group(3)));
    }
}
