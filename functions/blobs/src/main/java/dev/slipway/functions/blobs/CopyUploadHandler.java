package dev.slipway.functions.blobs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Background;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.CopyRequest;
import dev.slipway.registry.blob.Copying;
import dev.slipway.registry.cost.Account;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Puts the parts of an upload together, has the bucket copy and hash them, and makes a blob of them if their digest was named.
 * No request waits for it: it may take minutes. It may be called twice for the same, also at once; a failure is Lambda's to
 * repeat.
 */
public final class CopyUploadHandler implements RequestStreamHandler {

    private final Registry registry;
    private final Copying copying;

    /** For Lambda. */
    public CopyUploadHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public CopyUploadHandler(Registry registry) {
        this.registry = registry;
        this.copying = registry.copying();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var request = CopyRequest.read(event);
        var owner = request.repository().hasOwner() ? request.repository().owner() : "";
        Background.run(
                registry, context, new Account(owner, request.repository().value(), "", "push"), () -> {
                    copying.copy(request.repository(), request.upload());
                    return true;
                });
    }
}
