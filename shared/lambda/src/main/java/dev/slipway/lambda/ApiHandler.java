package dev.slipway.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A Lambda function behind one route: events become requests and exceptions become answers here, and nowhere else.
 * Requests that did not come through the edge are refused. Each answer has a receipt of what it cost.
 */
public abstract class ApiHandler implements RequestStreamHandler {

    private final Registry registry;
    private final Capabilities capabilities;
    private final Guard guard;

    protected ApiHandler(Registry registry, Guard guard) {
        this.registry = registry;
        this.capabilities = registry.capabilities();
        this.guard = guard;
    }

    /** Answers a request that has passed the guard; an error is thrown as a {@link RegistryException}. */
    protected abstract Response handle(Request request);

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        var accounting = new Accounting(registry, context);
        var event = Event.read(in);
        accounting
                .around(event, () -> answer(event, context))
                .header("docker-distribution-api-version", "registry/2.0")
                .write(out);
    }

    private Response answer(Event event, Context context) {
        try {
            var header = event.headers().getOrDefault(Capabilities.VIEWER_HEADER, "");
            var request = new Request(event, capabilities.viewer(header));
            return handle(request.by(guard.check(request)));
        } catch (RegistryException e) {
            return ErrorBody.response(e);
        } catch (RuntimeException e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            context.getLogger().log("request " + event.requestId() + " failed: " + trace);
            return ErrorBody.response(new RegistryException(ErrorCode.UNKNOWN).with("request", event.requestId()));
        }
    }
}
