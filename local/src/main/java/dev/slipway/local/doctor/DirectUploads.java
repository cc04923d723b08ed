package dev.slipway.local.doctor;

import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;

/** Uploads that go from the edge straight into the bucket. */
final class DirectUploads {

    private static final long LARGEST = 5L << 30;
    private static final int SMALLEST = (4 << 20) + 1;
    private static final int ENOUGH = 1 << 20;

    static final List<Check> CHECKS = List.of(
            new Check(
                    "direct-put",
                    "201 with Location and Docker-Content-Digest to one PUT of over 4 MiB, and the blob is there",
                    "200 instead of 201: the viewer-response function is not on the default behaviour. 403 with XML: the"
                            + " bucket's policy must let this distribution s3:PutObject under blobs/, and origin access control"
                            + " must sign always",
                    DirectUploads::put),
            new Check(
                    "expect-continue",
                    "the same to who waits for 100 Continue before the body",
                    "CloudFront answers 100 by itself: look for a proxy in front of the distribution",
                    DirectUploads::expecting),
            new Check(
                    "wrong-checksum",
                    "400 to one PUT of other bytes than its digest says, and nothing is there under either digest",
                    "NEVER go on with this: any bytes pass for any digest. The edge's x-amz-checksum-sha256 does not reach the"
                            + " bucket: the origin request policy must pass all of the viewer's headers but Host",
                    DirectUploads::wrong),
            new Check(
                    "too-large",
                    "413 to a PUT of a byte over 5 GiB, before any byte of it",
                    "the viewer-request function refuses this: is it the one of this release?",
                    DirectUploads::tooLarge),
            new Check(
                    "slow-put",
                    "201 to one PUT that comes slowly (5 seconds; with --long, 3 minutes)",
                    "the bucket's response timeout must count from the body's end; the S3 origin's is 120 s, which is the most:"
                            + " use slipway push on slow lines, which sends parts",
                    DirectUploads::slowly));

    private DirectUploads() {}

    private static Finding put(Site site) throws Trouble, IOException, InterruptedException {
        var sample = Sample.of(site.plan().direct());
        var finding = HandlerUploads.stored(site, sample.digest(), put(site, Outgoing.of(sample), sample.digest()));
        if (finding.isTrouble()) {
            return finding;
        }
        var status = site.status(sample.digest());
        return status == 200 ? finding : Finding.failed("201, but a HEAD of the blob is answered " + status);
    }

    private static Finding expecting(Site site) throws Trouble, IOException, InterruptedException {
        var sample = Sample.of(SMALLEST);
        var body = Outgoing.of(sample);
        site.scratch().blob(sample.digest());
        var request = site.uploads()
                .closing(site.uploads().begin(), sample.digest(), body.measured())
                .expectContinue(true);
        var answer = site.send(request, body::gone);
        return answer.statusCode() == 201 ? Finding.ok("201") : Finding.failed(site.told(answer));
    }

    private static Finding wrong(Site site) throws Trouble, IOException, InterruptedException {
        var sample = Sample.of(SMALLEST);
        var other = Sample.of(1).digest();
        var answer = put(site, Outgoing.of(sample), other);
        site.scratch().blob(sample.digest());
        int claimed = site.status(other);
        int real = site.status(sample.digest());
        var found = site.told(answer) + "; then a HEAD is answered " + claimed + " for the digest claimed and " + real
                + " for that of the bytes";
        return answer.statusCode() == 400 && claimed == 404 && real == 404 ? Finding.ok(found) : Finding.failed(found);
    }

    private static Finding tooLarge(Site site) throws Trouble, IOException, InterruptedException {
        var digest = Sample.of(1).digest();
        var body = Outgoing.breakingOff(new Sample(LARGEST + 1, 0), ENOUGH);
        var request = site.uploads()
                .closing(site.uploads().begin(), digest, body.measured())
                .expectContinue(true);
        try {
            var answer = site.send(request, body::gone);
            var found = site.told(answer) + " after " + body.gone() + " bytes";
            if (answer.statusCode() != 413) {
                return Finding.failed(found);
            }
            return body.gone() == 0 ? Finding.ok(found) : Finding.warning(found);
        } catch (IOException e) {
            return Finding.failed("no answer, and " + body.gone() + " bytes were asked for");
        }
    }

    private static Finding slowly(Site site) throws Trouble, IOException, InterruptedException {
        var sample = Sample.of(SMALLEST);
        var answer = put(site, Outgoing.slowly(sample, site.plan().pace()), sample.digest());
        var found = site.told(answer) + " after " + site.plan().pace().toSeconds() + " seconds";
        return answer.statusCode() == 201 ? Finding.ok(found) : Finding.failed(found);
    }

    private static HttpResponse<byte[]> put(Site site, Outgoing body, Digest digest)
            throws Trouble, IOException, InterruptedException {
        return site.uploads().close(site.uploads().begin(), digest, body.measured(), body::gone);
    }
}
