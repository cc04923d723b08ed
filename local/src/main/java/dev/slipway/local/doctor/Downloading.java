package dev.slipway.local.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Blobs come from a short-lived URL: of this host, where the edge serves them from the bucket, or of S3 itself. */
final class Downloading {

    static final List<Check> CHECKS = List.of(
            new Check(
                    "download-edge",
                    "307 to a URL of this host, which gives the bytes and Docker-Content-Digest, with and without Authorization",
                    "403 with XML: the bucket's policy must let this distribution s3:GetObject, and origin access control must"
                            + " sign always, whatever Authorization comes. No digest: the viewer-response function is missing",
                    Downloading::edge),
            new Check(
                    "download-s3",
                    "307 to a URL of S3, which gives the bytes to who shows no Authorization there, as clients do",
                    "GetBlob must be allowed s3:GetObject under blobs/, and the clock of the function must be right; or set the"
                            + " parameter Downloads to edge",
                    Downloading::s3),
            new Check(
                    "range",
                    "206 with Content-Range to a part from the middle, and to the rest of a download that broke off",
                    "Range must reach the bucket: the cache policy or the origin request policy of downloads must pass it",
                    Downloading::range));

    private static final int FROM = 1000;
    private static final int TO = 1999;

    private Downloading() {}

    /** Where a client is sent for a blob. */
    static URI url(Site site, Sample blob) throws Trouble, IOException, InterruptedException {
        var answer = site.send(site.in("blobs/" + blob.digest()));
        site.expect(307, answer, "the GET of a blob");
        var location = answer.headers().firstValue("Location").orElseThrow(() -> new Trouble("307 without Location"));
        try {
            return site.url().resolve("/").resolve(location);
        } catch (IllegalArgumentException e) {
            throw new Trouble("Location is no URL: " + Site.shown(answer, "Location"));
        }
    }

    static boolean isHere(Site site, URI url) {
        return url.toString().startsWith(site.url() + "/");
    }

    private static Finding edge(Site site) throws Trouble, IOException, InterruptedException {
        var blob = site.fixture();
        var url = url(site, blob);
        if (!isHere(site, url)) {
            return Finding.notApplicable("clients are sent to " + url.getHost() + " (the parameter Downloads)");
        }
        var plain = site.bare(HttpRequest.newBuilder(url));
        var shown = site.send(HttpRequest.newBuilder(url));
        var digest = Site.shown(plain, "Docker-Content-Digest");
        var found = "without Authorization " + came(plain, blob) + " and Docker-Content-Digest: " + digest
                + "; with it " + came(shown, blob);
        return isWhole(plain, blob)
                        && isWhole(shown, blob)
                        && digest.equals(blob.digest().toString())
                ? Finding.ok(found)
                : Finding.failed(found);
    }

    private static Finding s3(Site site) throws Trouble, IOException, InterruptedException {
        var blob = site.fixture();
        var url = url(site, blob);
        if (isHere(site, url)) {
            return Finding.notApplicable("clients are sent to this host (the parameter Downloads)");
        }
        var plain = site.bare(HttpRequest.newBuilder(url));
        var shown = site.bare(HttpRequest.newBuilder(url).header("Authorization", "Bearer slipway-doctor"));
        var found = url.getHost() + " gives " + came(plain, blob) + "; with an Authorization, which clients do not show"
                + " there, " + came(shown, blob);
        return isWhole(plain, blob) ? Finding.ok(found) : Finding.failed(found);
    }

    private static boolean isWhole(HttpResponse<byte[]> answer, Sample blob) {
        return answer.statusCode() == 200 && Arrays.equals(answer.body(), blob.bytes());
    }

    private static String came(HttpResponse<byte[]> answer, Sample blob) {
        return answer.statusCode() + (isWhole(answer, blob) ? " and the bytes" : " and not the bytes");
    }

    private static Finding range(Site site) throws Trouble, IOException, InterruptedException {
        var blob = site.fixture();
        var url = url(site, blob);
        var half = (int) blob.size() / 2;
        var middle = part(site, url, blob, "bytes=" + FROM + "-" + TO, FROM, TO);
        var rest = part(site, url, blob, "bytes=" + half + "-", half, (int) blob.size() - 1);
        return middle.or(() -> rest)
                .map(Finding::failed)
                .orElseGet(() -> Finding.ok("206 with Content-Range and the bytes, both times"));
    }

    /** What is wrong with a part, if anything is. */
    private static Optional<String> part(Site site, URI url, Sample blob, String range, int from, int to)
            throws IOException, InterruptedException {
        var answer = site.bare(HttpRequest.newBuilder(url).header("Range", range));
        var told = Site.shown(answer, "Content-Range");
        var right = answer.statusCode() == 206
                && told.equals("bytes " + from + "-" + to + "/" + blob.size())
                && Arrays.equals(answer.body(), Arrays.copyOfRange(blob.bytes(), from, to + 1));
        return right
                ? Optional.empty()
                : Optional.of("Range: " + range + " was answered " + answer.statusCode() + " with Content-Range: "
                        + told + " and " + answer.body().length + " bytes");
    }
}
