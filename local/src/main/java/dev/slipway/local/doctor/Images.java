package dev.slipway.local.doctor;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes manifests, each another, and pushes them. */
record Images(Site site, Sample config) {

    static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";

    /** A manifest; nobody changes its bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record Image(String type, byte[] content) {

        Digest digest() {
            return Digest.of(Algorithm.SHA256, content);
        }

        String descriptor() {
            return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
                    .formatted(type, digest(), content.length);
        }
    }

    static Images at(Site site) throws Trouble, IOException, InterruptedException {
        return new Images(site, site.fixture());
    }

    Image image() {
        return image(OCI, 0, Optional.empty());
    }

    /** One that nobody would write so again: with spaces, and characters of several bytes. */
    Image image(String type, int size, Optional<Image> subject) {
        var unique = Sample.of(32).digest();
        var text = """
                {  "schemaVersion" : 2, "mediaType":"%s",
                   "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": %d},
                   "layers" : [ ],%s
                   "annotations":{"slipway.doctor" : "%s é \\u00e9 %s"}  }
                """.formatted(
                type,
                config.digest(),
                config.size(),
                subject.map(of -> "\"subject\": " + of.descriptor() + ",").orElse(""),
                unique,
                "ß".repeat(size / 2));
        return new Image(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Pushes one; it must be taken. */
    HttpResponse<byte[]> push(Image image, String reference) throws Trouble, IOException, InterruptedException {
        site.scratch().manifest(image.digest());
        var answer = site.send(site.in("manifests/" + reference)
                .PUT(BodyPublishers.ofByteArray(image.content()))
                .header("Content-Type", image.type()));
        site.expect(201, answer, "the PUT of a manifest");
        return answer;
    }

    HttpResponse<byte[]> pull(String reference) throws IOException, InterruptedException {
        return site.send(site.in("manifests/" + reference).header("Accept", OCI + ", " + DOCKER));
    }
}
