package dev.slipway.local.doctor;

import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.function.LongSupplier;

/** Uploads to a site's repository. */
record Uploads(Site site) {

    static final String BYTES = "application/octet-stream";

    /** Begins one; answers its URL. */
    URI begin() throws Trouble, IOException, InterruptedException {
        var answer = site.send(site.in("blobs/uploads/").POST(BodyPublishers.noBody()));
        site.expect(202, answer, "the POST that begins an upload");
        var url = site.location(answer);
        site.scratch().upload(url);
        return url;
    }

    /** Closes one with a body. */
    HttpResponse<byte[]> close(URI upload, Digest digest, BodyPublisher body, LongSupplier moved)
            throws IOException, InterruptedException {
        return site.send(closing(upload, digest, body), moved);
    }

    /** The request that does. */
    HttpRequest.Builder closing(URI upload, Digest digest, BodyPublisher body) {
        site.scratch().blob(digest);
        return HttpRequest.newBuilder(URI.create(upload + "&digest=" + digest))
                .PUT(body)
                .header("Content-Type", BYTES);
    }

    /** The request that adds bytes to one. */
    HttpRequest.Builder patching(URI upload, BodyPublisher body) {
        return HttpRequest.newBuilder(upload).method("PATCH", body).header("Content-Type", BYTES);
    }
}
