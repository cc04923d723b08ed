package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.blob.Verification;

/**
 * {@code POST /v2/<name>/blobs/uploads/<id>/copy}: has relayed bytes verified before their digest is named
 * ({@code docs/protocol.md}, step 7).
 */
public final class StartCopyHandler extends ApiHandler {

    private final Verification verification;
    private final UploadAnswers answers;

    /** For Lambda. */
    public StartCopyHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public StartCopyHandler(Registry registry) {
        super(registry, Guard.upload(registry));
        this.verification = registry.verification();
        this.answers = new UploadAnswers(registry.capabilities());
    }

    @Override
    protected Response handle(Request request) {
        try {
            return verification.ask(request.repository(), request.upload(), answers.offset(request))
                    ? Response.of(200)
                    : Response.of(202).header("retry-after", 1);
        } catch (OutOfOrderException e) {
            throw answers.outOfOrder(e);
        }
    }
}
