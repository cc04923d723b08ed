package dev.slipway.local.doctor;

import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was put into a repository, and goes again. What never was linked, or not by now, the registry sweeps by itself. */
final class Scratch {

    private static final Set<Integer> GONE = Set.of(202, 204, 404);

    private final Site site;
    private final Set<Digest> manifests = new LinkedHashSet<>();
    private final Set<Digest> blobs = new LinkedHashSet<>();
    private final Set<URI> uploads = new LinkedHashSet<>();

    Scratch(Site site) {
        this.site = site;
    }

    void manifest(Digest digest) {
        manifests.add(digest);
    }

    void blob(Digest digest) {
        blobs.add(digest);
    }

    /** A blob was refused. */
    void forget(Digest digest) {
        blobs.remove(digest);
    }

    void upload(URI url) {
        uploads.add(url);
    }

    /** Removes all of it; answers what stays, and why. */
    List<String> remove() throws InterruptedException {
        site.asks("cleanup");
        var stayed = new ArrayList<String>();
        for (var digest : manifests) {
            remove(site.in("manifests/" + digest), "the manifest " + digest, stayed);
        }
        for (var digest : blobs) {
            remove(site.in("blobs/" + digest), "the blob " + digest, stayed);
        }
        for (var url : uploads) {
            remove(HttpRequest.newBuilder(url), "an upload", stayed);
        }
        return stayed;
    }

    private void remove(HttpRequest.Builder request, String what, List<String> stayed) throws InterruptedException {
        try {
            var answer = site.send(request.DELETE());
            if (!GONE.contains(answer.statusCode())) {
                stayed.add(what + " (" + site.told(answer) + ")");
            }
        } catch (IOException e) {
            stayed.add(what + " (" + site.why(e) + ")");
        }
    }
}
