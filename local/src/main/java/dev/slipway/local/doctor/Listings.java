package dev.slipway.local.doctor;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists. */
final class Listings {

    static final List<Check> CHECKS = List.of(
            new Check(
                    "tag-list",
                    "a page of tags with n and last from the query, and the next one at its Link",
                    "the origin request policy of the API must pass the whole query string on, and Link back",
                    Listings::tags),
            new Check(
                    "referrers",
                    "OCI-Subject after the push of a referrer, which is then listed",
                    "have CloudFront pass the origin's headers on: no response headers policy may remove them",
                    Listings::referrers));

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    private Listings() {}

    private static Finding tags(Site site) throws Trouble, IOException, InterruptedException {
        var images = Images.at(site);
        var image = images.image();
        var start = "list-" + images.config().digest().hex().substring(0, 12);
        images.push(image, start + "-a");
        images.push(image, start + "-b");
        var first = site.send(site.in("tags/list?n=1&last=" + start));
        var link = Site.shown(first, "Link");
        var next = NEXT.matcher(link);
        if (!tags(first).equals(List.of(start + "-a")) || !next.matches()) {
            return Finding.failed(site.told(first) + ", tags " + tags(first) + " with Link: " + link + " where one of "
                    + start + "-a and -b was asked for");
        }
        var path =
                site.url().within("/", next.group(1)).orElseThrow(() -> new Trouble("Link leads elsewhere: " + link));
        var second = site.send(site.at(path));
        return tags(second).equals(List.of(start + "-b"))
                ? Finding.ok("two pages")
                : Finding.failed(site.told(second) + ", tags " + tags(second) + " on the second page");
    }

    private static List<?> tags(HttpResponse<byte[]> answer) {
        try {
            return JSON.std.anyFrom(answer.body()) instanceof Map<?, ?> map && map.get("tags") instanceof List<?> list
                    ? list
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Finding referrers(Site site) throws Trouble, IOException, InterruptedException {
        var images = Images.at(site);
        var subject = images.image();
        var referrer = images.image(Images.OCI, 0, Optional.of(subject));
        var pushed = images.push(referrer, referrer.digest().toString());
        var told = Site.shown(pushed, "OCI-Subject");
        var list = site.send(site.in("referrers/" + subject.digest()));
        site.expect(200, list, "the GET of referrers");
        var listed = new String(list.body(), StandardCharsets.UTF_8)
                .contains(referrer.digest().toString());
        var found = "OCI-Subject: " + told + ", the referrer is " + (listed ? "" : "not ") + "listed";
        return told.equals(subject.digest().toString()) && listed ? Finding.ok(found) : Finding.failed(found);
    }
}
