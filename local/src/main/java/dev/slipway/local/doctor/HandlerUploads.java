package dev.slipway.local.doctor;

import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Uploads that go through API Gateway and a function's event. */
final class HandlerUploads {

    static final List<Check> CHECKS = List.of(
            new Check(
                    "binary-body",
                    "201 to 4 MiB of any bytes in one request to a handler",
                    "a body must reach a function as it is, base64 in an event of at most 6 MB: use an HTTP API with payload"
                            + " format 2.0 and no parameter mapping",
                    HandlerUploads::binary),
            new Check(
                    "upload-location",
                    "an upload goes on at its Location, and is closed there with digest put before the parameters, escaped",
                    "the distribution must pass all of a query string to the API, and Location and Range back:"
                            + " see its origin request policy",
                    HandlerUploads::location));

    private static final int LARGEST = 4 << 20;
    private static final int CHUNK = 64 << 10;

    private HandlerUploads() {}

    private static Finding binary(Site site) throws IOException, InterruptedException {
        var answer = site.push(Sample.of(LARGEST));
        return answer.statusCode() == 201 ? Finding.ok("201") : Finding.failed(site.told(answer));
    }

    private static Finding location(Site site) throws Trouble, IOException, InterruptedException {
        var sample = Sample.of(CHUNK);
        var patch = site.send(site.uploads()
                .patching(site.uploads().begin(), BodyPublishers.ofByteArray(sample.bytes()))
                .header("Content-Range", "0-" + (CHUNK - 1)));
        site.expect(202, patch, "the PATCH");
        var range = Site.shown(patch, "Range");
        if (!range.equals("0-" + (CHUNK - 1))) {
            return Finding.failed("Range: " + range + " after 0-" + (CHUNK - 1) + " was sent");
        }
        site.scratch().blob(sample.digest());
        var url = digestFirst(site.location(patch), sample.digest());
        return stored(site, sample.digest(), site.send(site.at("").uri(url).PUT(BodyPublishers.noBody())));
    }

    /** As programs write a query that keep its parameters sorted. */
    private static URI digestFirst(URI url, Digest digest) {
        var text = url.toString();
        var query = text.indexOf('?') + 1;
        return URI.create(text.substring(0, query) + "digest="
                + URLEncoder.encode(digest.toString(), StandardCharsets.UTF_8) + "&" + text.substring(query));
    }

    /** What is to be answered when a blob is there. */
    static Finding stored(Site site, Digest digest, HttpResponse<byte[]> answer) {
        var location = Site.shown(answer, "Location");
        var told = Site.shown(answer, "Docker-Content-Digest");
        if (answer.statusCode() == 201
                && location.endsWith("/v2/" + site.repository() + "/blobs/" + digest)
                && told.equals(digest.toString())) {
            return Finding.ok("201 with Location and Docker-Content-Digest");
        }
        return Finding.failed(
                site.told(answer) + " with Location: " + location + " and Docker-Content-Digest: " + told);
    }
}
