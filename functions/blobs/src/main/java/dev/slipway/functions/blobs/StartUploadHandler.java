package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.Blobs;
import dev.slipway.registry.blob.FinishedUploads;
import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.blob.Uploads;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import java.util.Optional;

/**
 * {@code POST /v2/<name>/blobs/uploads/}: begins an upload (end-4a, end-4c), takes a whole blob at once with
 * {@code ?digest=} (end-4b), or mounts one from another repository with {@code ?mount=[&from=]} (end-11).
 */
public final class StartUploadHandler extends ApiHandler {

    private final Blobs blobs;
    private final Uploads uploads;
    private final FinishedUploads finishedUploads;
    private final UploadAnswers answers;

    /** For Lambda. */
    public StartUploadHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public StartUploadHandler(Registry registry) {
        super(registry, Guard.push(registry));
        this.blobs = registry.blobs();
        this.uploads = registry.uploads();
        this.finishedUploads = registry.finishedUploads();
        this.answers = new UploadAnswers(registry.capabilities());
    }

    @Override
    protected Response handle(Request request) {
        var repository = request.repository();
        request.parameter("digest-algorithm").ifPresent(Algorithm::parse);
        var mounted = request.parameter("mount").map(Digest::parse).flatMap(digest -> mount(request, digest));
        if (mounted.isPresent()) {
            return mounted.get();
        }
        var digest = request.parameter("digest").map(Digest::parse);
        var session = uploads.start(repository);
        return digest.isPresent() ? whole(session, digest.get(), request.body()) : answers.session(202, session);
    }

    private Optional<Response> mount(Request request, Digest digest) {
        var from = request.parameter("from").map(RepositoryName::new);
        return blobs.mount(request.repository(), digest, from, request.grant()::mayPull)
                .map(blob -> UploadAnswers.created(request.repository(), digest));
    }

    private Response whole(Session session, Digest digest, byte[] content) {
        try {
            finishedUploads.finish(session.repository(), session.id(), digest, Optional.empty(), content);
            return UploadAnswers.created(session.repository(), digest);
        } catch (OutOfOrderException e) {
            throw answers.outOfOrder(e);
        } catch (RegistryException e) {
            uploads.cancel(session.repository(), session.id());
            throw e;
        }
    }
}
