package dev.slipway.local.doctor;

import dev.slipway.local.manage.RegistryUrl;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The API's own address, which is not behind the edge. */
final class SideDoor {

    static final List<Check> CHECKS = List.of(new Check(
            "side-door",
            "403 or 404 from the API's own address, to who has signed in and to who claims to be the edge",
            "every function must have SLIPWAY_CAPABILITY_KEYS from the template, and nothing but the edge may know them:"
                    + " if you suspect otherwise, rotate them; DisableExecuteApiEndpoint closes the address too where the API"
                    + " has a domain of its own",
            SideDoor::look));

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private SideDoor() {}

    private static Finding look(Site site) throws IOException, InterruptedException {
        if (site.plan().api().isEmpty()) {
            return Finding.notApplicable("--api-endpoint does not say where the API is (the stack's output ApiEndpoint;"
                    + " ./slipway serve has no such address)");
        }
        var api = site.plan().api().get();
        var forged = "a;" + (Instant.now().getEpochSecond() + 60) + ";https;"
                + site.url().host() + ";127.0.0.1;" + "0".repeat(64);
        int known = status(site, api, Optional.empty());
        int claimed = status(site, api, Optional.of(forged));
        var found = known + " to who has signed in, " + claimed + " to who claims to be the edge";
        return isShut(known) && isShut(claimed) ? Finding.ok(found) : Finding.failed(found);
    }

    private static int status(Site site, RegistryUrl api, Optional<String> viewer)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(api.resolve("/tags?repository=" + site.repository()));
        viewer.ifPresent(value -> request.header("slipway-viewer", value));
        return site.send(request).statusCode();
    }

    private static boolean isShut(int status) {
        return status == FORBIDDEN || status == NOT_FOUND;
    }
}
