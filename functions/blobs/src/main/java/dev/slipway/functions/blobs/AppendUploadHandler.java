package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.blob.Uploads;

/** {@code PATCH /v2/<name>/blobs/uploads/<id>} (end-5): adds a chunk, with or without saying where it belongs. */
public final class AppendUploadHandler extends ApiHandler {

    private final Uploads uploads;
    private final UploadAnswers answers;

    /** For Lambda. */
    public AppendUploadHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public AppendUploadHandler(Registry registry) {
        super(registry, Guard.upload(registry));
        this.uploads = registry.uploads();
        this.answers = new UploadAnswers(registry.capabilities());
    }

    @Override
    protected Response handle(Request request) {
        var content = request.body();
        var range = answers.range(request, content.length);
        try {
            var session = uploads.append(request.repository(), request.upload(), range, content);
            return answers.session(202, session);
        } catch (OutOfOrderException e) {
            throw answers.outOfOrder(e);
        }
    }
}
