package dev.slipway.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Pulls all that is listed, down to the last blob. */
final class Consistency {

    private static final Pattern TEXTS = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final Pattern DIGESTS = Pattern.compile("\"digest\" *: *\"(sha(?:256|512):[0-9a-f]+)\"");

    private final Wire wire;
    private final Judge judge;
    private final Set<String> seen = new HashSet<>();

    Consistency(Wire wire, Judge judge) {
        this.wire = wire;
        this.judge = judge;
    }

    void check() throws IOException {
        for (var repository : names("/v2/_catalog", "repositories")) {
            for (var tag : names("/v2/" + repository + "/tags/list", "tags")) {
                checkManifest(repository, tag);
            }
        }
    }

    private List<String> names(String path, String array) throws IOException {
        var names = new ArrayList<String>();
        for (var next = path; !next.isEmpty(); ) {
            var page = wire.exchange(Ask.of("GET", next));
            boolean nothing = page.status() == 404 && array.equals("tags");
            judge.check(page.status() == 200 || nothing, "a listing fails", next + " " + page.text());
            var text = page.text();
            int start = Math.max(0, text.indexOf("\"" + array + "\":["));
            names.addAll(matches(TEXTS, text.substring(start + array.length() + 2)));
            var link = page.header("link");
            next = nothing || link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return names;
    }

    private void checkManifest(String repository, String reference) throws IOException {
        var path = "/v2/" + repository + "/manifests/" + reference;
        if (!seen.add(path)) {
            return;
        }
        var manifest = wire.exchange(Ask.of("GET", path));
        if (manifest.status() == 404 && judge.wasDeleted(reference)) {
            return;
        }
        judge.check(manifest.status() == 200, "a listed manifest is not there", path);
        var digest = manifest.header("docker-content-digest");
        var own = Contents.digest(digest.split(":", 2)[0], manifest.body());
        judge.check(own.equals(digest), "a manifest is not what its digest says", path + " " + digest);
        boolean index = manifest.header("content-type").contains("index");
        for (var inner : matches(DIGESTS, manifest.text().replaceAll("\"subject\":\\{[^}]*}", ""))) {
            if (index) {
                checkManifest(repository, inner);
            } else {
                checkBlob(repository, inner);
            }
        }
    }

    private void checkBlob(String repository, String digest) throws IOException {
        var path = "/v2/" + repository + "/blobs/" + digest;
        if (!seen.add(path)) {
            return;
        }
        var link = wire.exchange(Ask.of("GET", path));
        if (link.status() == 404 && judge.wasDeleted(digest)) {
            return;
        }
        judge.check(link.status() == 307, "a blob of a manifest is not there", path + " " + link.text());
        if (link.status() == 307) {
            var blob = wire.exchange(Ask.of("GET", link.header("location")));
            var own = Contents.digest(digest.split(":", 2)[0], blob.body());
            judge.check(blob.status() == 200 && own.equals(digest), "a blob is not what its digest says", path);
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
