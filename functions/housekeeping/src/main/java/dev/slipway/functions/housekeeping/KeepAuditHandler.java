package dev.slipway.functions.housekeeping;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.CloudWatchAuditTrail;
import dev.slipway.registry.access.AuditTrail;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Takes the lines of the audit log, which the functions log among others, to a log group of their own, where they are kept
 * for longer and can be given to other people to read. A failure is CloudWatch's to repeat.
 */
public final class KeepAuditHandler implements RequestStreamHandler {

    private final AuditTrail trail;

    /** For Lambda. */
    public KeepAuditHandler() {
        this(CloudWatchAuditTrail.fromEnvironment());
    }

    KeepAuditHandler(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var read = LogLines.read(event);
        if (!read.lines().isEmpty()) {
            trail.keep(read.stream(), read.lines());
        }
    }
}
