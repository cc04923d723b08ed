package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.blob.RelayedParts;

/** {@code PUT /v2/<name>/blobs/uploads/<id>/parts}: adds the parts that a relay has put ({@code docs/protocol.md}, step 5). */
public final class AddPartsHandler extends ApiHandler {

    private final RelayedParts parts;
    private final UploadAnswers answers;

    /** For Lambda. */
    public AddPartsHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public AddPartsHandler(Registry registry) {
        super(registry, Guard.upload(registry));
        this.parts = registry.relayedParts();
        this.answers = new UploadAnswers(registry.capabilities());
    }

    @Override
    protected Response handle(Request request) {
        var put = PartsJson.put(request.body());
        try {
            var session = parts.add(request.repository(), request.upload(), put.offset(), put.parts());
            return answers.session(202, session);
        } catch (OutOfOrderException e) {
            throw answers.outOfOrder(e);
        }
    }
}
