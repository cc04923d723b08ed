package dev.slipway.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.registry.Registry;
import java.util.function.Function;

/** Makes the handlers that template.yaml names, over one registry. */
record Handlers(Registry registry) implements Function<String, RequestStreamHandler> {

    @Override
    public RequestStreamHandler apply(String name) {
        try {
            var constructor = Class.forName(name).getConstructor(Registry.class);
            return (RequestStreamHandler) constructor.newInstance(registry);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("template.yaml names a handler that cannot be made: " + name, e);
        }
    }
}
