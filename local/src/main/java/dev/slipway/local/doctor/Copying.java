package dev.slipway.local.doctor;

import dev.slipway.local.BinarySize;
import dev.slipway.relay.PartUrl;
import dev.slipway.relay.PartsJson;
import dev.slipway.relay.SentPart;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Parts that go to signed URLs of the bucket, which then puts them together and hashes the whole ({@code docs/protocol.md}). */
final class Copying {

    static final List<Check> CHECKS = List.of(new Check(
            "copy-with-checksum",
            "parts go to signed URLs of the bucket, which hashes the whole in good time: 5 GB in a quarter of an hour",
            "look at the log of CopyUpload, which has 900 s: a slow bucket leaves large relayed layers unverified. Parts"
                    + " refused with 403: PartUrls must be allowed s3:PutObject under staging/",
            Copying::look));

    private static final int BATCH = 16;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Site site;
    private final InputStream in;
    private URI upload;
    private long offset;

    private Copying(Site site, InputStream in, URI upload) {
        this.site = site;
        this.in = in;
        this.upload = upload;
    }

    private static Finding look(Site site) throws Trouble, IOException, InterruptedException {
        var sample = Sample.of(site.plan().copied());
        try (var in = sample.open()) {
            var copying = new Copying(site, in, site.uploads().begin());
            copying.send(sample.size());
            var took = copying.copy();
            var closed = site.uploads().close(copying.upload, sample.digest(), BodyPublishers.noBody(), () -> 0);
            site.expect(201, closed, "the PUT that closes the upload");
            return judge(site, sample.size(), took);
        }
    }

    private static Finding judge(Site site, long size, Duration took) {
        var largest = Rate.ofLargest(size, took);
        var found = BinarySize.of(size) + " in " + Rate.seconds(took) + " (" + Rate.of(size, took) + "): "
                + (site.plan().isLarge()
                        ? "5 GB would take " + largest.toSeconds() + " s"
                        : "too little to tell of 5 GB, which --large does");
        return site.plan().isLarge() && largest.compareTo(LONGEST) > 0 ? Finding.warning(found) : Finding.ok(found);
    }

    private void send(long size) throws Trouble, IOException, InterruptedException {
        while (offset < size) {
            var asked = call("POST", PartsJson.count(BATCH).getBytes(StandardCharsets.UTF_8));
            site.expect(200, asked, "the request for part URLs");
            var answer = PartsJson.answer(asked.body());
            var sent = new ArrayList<SentPart>();
            for (var place : answer.parts()) {
                var part = in.readNBytes(answer.partSize());
                if (part.length > 0) {
                    sent.add(put(place, part));
                }
            }
            var added = call("PUT", PartsJson.list(offset, sent));
            site.expect(202, added, "the request that adds parts");
            upload = site.location(added);
            offset += sent.stream().mapToLong(SentPart::size).sum();
        }
    }

    private HttpResponse<byte[]> call(String method, byte[] body) throws IOException, InterruptedException {
        return site.send(HttpRequest.newBuilder(at("/parts"))
                .method(method, BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json"));
    }

    private SentPart put(PartUrl place, byte[] part) throws Trouble, IOException, InterruptedException {
        var url = site.url().resolve("/").resolve(place.url());
        var answer = site.bare(HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(part)));
        site.expect(200, answer, "a part at the bucket");
        var tag = answer.headers().firstValue("ETag").orElseThrow(() -> new Trouble("a part has no ETag"));
        return new SentPart(place.number(), tag, part.length);
    }

    /** How long it takes until the whole is hashed. */
    private Duration copy() throws Trouble, IOException, InterruptedException {
        var start = Instant.now();
        while (true) {
            var answer = site.send(HttpRequest.newBuilder(at("/copy")).POST(BodyPublishers.noBody()));
            var took = Duration.between(start, Instant.now());
            if (answer.statusCode() == 200) {
                return took;
            }
            site.expect(202, answer, "the request for a copy");
            if (took.compareTo(LONGEST) > 0) {
                throw new Trouble("the copy is not done after " + LONGEST.toMinutes() + " minutes");
            }
            Thread.sleep(BETWEEN);
        }
    }

    private URI at(String path) {
        return upload.resolve(upload.getRawPath() + path + "?" + upload.getRawQuery());
    }
}
