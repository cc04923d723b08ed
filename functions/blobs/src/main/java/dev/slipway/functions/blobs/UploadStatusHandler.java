package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.Uploads;

/** {@code GET /v2/<name>/blobs/uploads/<id>} (end-13): how far an upload has come. */
public final class UploadStatusHandler extends ApiHandler {

    private final Uploads uploads;
    private final UploadAnswers answers;

    /** For Lambda. */
    public UploadStatusHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public UploadStatusHandler(Registry registry) {
        super(registry, Guard.upload(registry));
        this.uploads = registry.uploads();
        this.answers = new UploadAnswers(registry.capabilities());
    }

    @Override
    protected Response handle(Request request) {
        return answers.session(204, uploads.status(request.repository(), request.upload()));
    }
}
