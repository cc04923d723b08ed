package dev.slipway.functions.manifests;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.manifest.ManifestPushes;
import dev.slipway.registry.name.Tag;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code PUT /v2/<name>/manifests/<reference>[?tag=<tag>&tag=…]} (end-7a, end-7b). */
public final class PutManifestHandler extends ApiHandler {

    private final ManifestPushes pushes;

    /** For Lambda. */
    public PutManifestHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public PutManifestHandler(Registry registry) {
        super(registry, Guard.repository(registry, Action.PULL, Action.PUSH));
        this.pushes = registry.manifestPushes();
    }

    @Override
    protected Response handle(Request request) {
        var content = request.body();
        if (content.length > ManifestPushes.LARGEST) {
            throw new RegistryException(ErrorCode.MANIFEST_INVALID, "a manifest has at most 4 MiB").status(413);
        }
        var repository = request.repository();
        var tags = tags(request);
        var pushed = pushes.push(repository, request.reference(), tags, mediaType(request), content);
        var response = Response.of(201)
                .header("location", "/v2/" + repository + "/manifests/" + pushed.digest())
                .header("docker-content-digest", pushed.digest());
        if (!tags.isEmpty()) {
            response = response.header(
                    "oci-tag", pushed.tags().stream().map(Tag::value).collect(Collectors.joining(", ")));
        }
        return pushed.subject().isPresent()
                ? response.header("oci-subject", pushed.subject().get())
                : response;
    }

    private static Set<Tag> tags(Request request) {
        var tags = new LinkedHashSet<Tag>();
        request.parameters("tag").forEach(tag -> tags.add(new Tag(tag)));
        if (tags.size() > ManifestPushes.MOST_TAGS) {
            throw new RegistryException(ErrorCode.MANIFEST_INVALID, "a push gives at most 10 tags").status(414);
        }
        return tags;
    }

    private static Optional<String> mediaType(Request request) {
        return request.header("content-type")
                .map(type -> type.split(";", 2)[0].strip())
                .filter(type -> !type.isEmpty());
    }
}
