package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.FinishedUploads;
import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.name.Digest;

/** {@code PUT /v2/<name>/blobs/uploads/<id>?digest=<digest>} (end-6): ends an upload with its last bytes, or all of them. */
public final class FinishUploadHandler extends ApiHandler {

    private final FinishedUploads uploads;
    private final UploadAnswers answers;

    /** For Lambda. */
    public FinishUploadHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public FinishUploadHandler(Registry registry) {
        super(registry, Guard.upload(registry));
        this.uploads = registry.finishedUploads();
        this.answers = new UploadAnswers(registry.capabilities());
    }

    @Override
    protected Response handle(Request request) {
        var repository = request.repository();
        var digest = Digest.parse(request.parameter("digest").orElse(""));
        var content = request.body();
        var range = answers.range(request, content.length);
        try {
            uploads.finish(repository, request.upload(), digest, range, content);
            return UploadAnswers.created(repository, digest);
        } catch (OutOfOrderException e) {
            throw answers.outOfOrder(e);
        }
    }
}
