package dev.slipway.local.doctor;

import dev.slipway.local.BinarySize;
import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Manifests must come back as they were pushed, to the byte. */
final class Manifests {

    static final List<Check> CHECKS = List.of(
            new Check(
                    "manifest-bytes",
                    "manifests of 300 KB and of 3 MiB come back byte for byte, with the media type they were pushed with",
                    "a body must pass API Gateway unread, as base64 or as text: no proxy, firewall or compression may rewrite"
                            + " it, and the cache policy of the API must have compression off",
                    Manifests::bytes),
            new Check(
                    "head-length",
                    "the Content-Length of a GET in the answer to a HEAD, of a manifest and of a blob",
                    "API Gateway may drop it, so handlers send slipway-content-length: the viewer-response function, which"
                            + " moves it, must be on the default behaviour",
                    Manifests::head),
            new Check(
                    "tag-moves",
                    "a tag that has been moved is answered anew at once",
                    "CloudFront must not keep what the API answers: its behaviour needs the template's cache policy NothingCached,"
                            + " or the managed CachingDisabled",
                    Manifests::moves),
            new Check(
                    "delete",
                    "202 to a DELETE of a manifest, then 404",
                    "the distribution must allow all seven methods",
                    Manifests::delete));

    private static final int MEDIUM = 300_000;
    private static final int LARGE = 3 << 20;

    private Manifests() {}

    private static Finding bytes(Site site) throws Trouble, IOException, InterruptedException {
        var images = Images.at(site);
        for (var image : List.of(
                images.image(Images.OCI, MEDIUM, Optional.empty()),
                images.image(Images.DOCKER, LARGE, Optional.empty()))) {
            var size = BinarySize.of(image.content().length);
            var digest = Site.shown(images.push(image, image.digest().toString()), "Docker-Content-Digest");
            if (!digest.equals(image.digest().toString())) {
                return Finding.failed("Docker-Content-Digest: " + digest + " for " + size + " of " + image.digest());
            }
            var answer = images.pull(digest);
            site.expect(200, answer, "the GET of " + size);
            var type = Site.shown(answer, "Content-Type");
            if (!Arrays.equals(answer.body(), image.content()) || !type.equals(image.type())) {
                return Finding.failed(size + " of " + image.type() + " came back as "
                        + BinarySize.of(answer.body().length) + " of " + type
                        + (Arrays.equals(answer.body(), image.content()) ? "" : ", with other bytes"));
            }
        }
        return Finding.ok("the same bytes and media types");
    }

    private static Finding head(Site site) throws Trouble, IOException, InterruptedException {
        var images = Images.at(site);
        var image = images.image();
        images.push(image, image.digest().toString());
        var manifest = site.send(site.in("manifests/" + image.digest())
                .header("Accept", Images.OCI)
                .HEAD());
        var blob = site.send(site.in("blobs/" + images.config().digest()).HEAD());
        site.expect(200, manifest, "the HEAD of a manifest");
        site.expect(200, blob, "the HEAD of a blob");
        var ofManifest = Site.shown(manifest, "Content-Length");
        var ofBlob = Site.shown(blob, "Content-Length");
        var found = "Content-Length: " + ofManifest + " for a manifest of " + image.content().length + " bytes, "
                + ofBlob + " for a blob of " + images.config().size();
        return ofManifest.equals("" + image.content().length)
                        && ofBlob.equals("" + images.config().size())
                ? Finding.ok(found)
                : Finding.failed(found);
    }

    private static Finding moves(Site site) throws Trouble, IOException, InterruptedException {
        var images = Images.at(site);
        var tag = "moves-" + images.config().digest().hex().substring(0, 12);
        for (var which : List.of("first", "second")) {
            var image = images.image();
            images.push(image, tag);
            var told = Site.shown(images.pull(tag), "Docker-Content-Digest");
            if (!told.equals(image.digest().toString())) {
                return Finding.failed("after the " + which + " push of a tag it is answered with " + told);
            }
        }
        return Finding.ok("the second push is answered with");
    }

    private static Finding delete(Site site) throws Trouble, IOException, InterruptedException {
        var images = Images.at(site);
        var image = images.image();
        images.push(image, image.digest().toString());
        int deleted = delete(site, image.digest());
        int then = images.pull(image.digest().toString()).statusCode();
        var found = deleted + ", then " + then;
        return deleted == 202 && then == 404 ? Finding.ok(found) : Finding.failed(found);
    }

    private static int delete(Site site, Digest digest) throws IOException, InterruptedException {
        return site.send(site.in("manifests/" + digest).DELETE()).statusCode();
    }
}
