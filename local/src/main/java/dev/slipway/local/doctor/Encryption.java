package dev.slipway.local.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLSession;

/** TLS. A certificate that this machine does not trust ends everything before the first check. */
final class Encryption {

    static final List<Check> CHECKS = List.of(
            new Check(
                    "tls",
                    "TLS 1.2 or 1.3 and a certificate for this host that is good for two weeks or longer",
                    "ACM renews a certificate by itself as long as its validation record stays in DNS and the distribution"
                            + " uses it: look at it in ACM in us-east-1",
                    Encryption::tls),
            new Check(
                    "https-redirect",
                    "who comes by http:// is sent to https://, and nothing is answered there",
                    "set every behaviour of the distribution to redirect-to-https",
                    Encryption::redirect));

    private static final Duration SHORTEST = Duration.ofDays(14);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Encryption() {}

    private static Finding tls(Site site) throws IOException, InterruptedException {
        var session = site.send(site.at("/v2/")).sslSession();
        return session.isEmpty() ? Finding.notApplicable("the URL is http://") : judge(session.get());
    }

    private static Finding judge(SSLSession session) throws IOException {
        if (!(session.getPeerCertificates()[0] instanceof X509Certificate certificate)) {
            return Finding.failed("a certificate of an unknown kind");
        }
        var left = Duration.between(Instant.now(), certificate.getNotAfter().toInstant());
        var found = session.getProtocol() + ", certificate for "
                + certificate.getSubjectX500Principal().getName() + ", good for " + left.toDays() + " more days";
        var modern = List.of("TLSv1.2", "TLSv1.3").contains(session.getProtocol());
        return modern && left.compareTo(SHORTEST) >= 0 ? Finding.ok(found) : Finding.failed(found);
    }

    private static Finding redirect(Site site) throws IOException, InterruptedException {
        if (site.plan().plain().isEmpty()) {
            return Finding.notApplicable("the URL is http://, or its port is not the usual one");
        }
        var plain = site.plan().plain().get().resolve("/v2/");
        try {
            var answer = site.bare(HttpRequest.newBuilder(plain).timeout(PATIENCE));
            var to = Site.shown(answer, "Location");
            var found = plain + " was answered " + answer.statusCode() + " with Location: " + to;
            return answer.statusCode() / 100 == 3
                            && to.startsWith(
                                    "https://" + site.url().resolve("/").getHost() + "/")
                    ? Finding.ok(found)
                    : Finding.failed(found);
        } catch (ConnectException | HttpTimeoutException e) {
            return Finding.ok("nothing answers at " + plain);
        }
    }
}
