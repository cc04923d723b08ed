package dev.slipway.local.edge;

import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** Both edge functions, ready to be called by one thread at a time. They reach nothing of the JVM but two pure calls. */
final class EdgeContext implements AutoCloseable {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (\\w+) from '(\\w+)';$");
    private static final Source RUNTIME =
            source("runtime.js", EdgeScripts.resource("/dev/slipway/local/edge/runtime.js"));

    private final Hmac hmac = new Hmac();
    private final Context context;
    private final Value viewerRequest;
    private final Value viewerResponse;

    EdgeContext(Engine engine, Functions functions) {
        this(engine, functions, UnaryOperator.identity());
    }

    EdgeContext(Engine engine, Functions functions, UnaryOperator<Context.Builder> more) {
        var closed = Context.newBuilder("js").engine(engine).allowHostAccess(HostAccess.NONE);
        context = more.apply(closed).build();
        ProxyExecutable sign = arguments -> hmac.sign(arguments[0].asString(), arguments[1].asString());
        ProxyExecutable base64 =
                arguments -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(arguments[0].asString()));
        var start = context.eval(RUNTIME).execute(sign, base64);
        viewerRequest = start.execute(context.eval(functions.viewerRequest()));
        viewerResponse = start.execute(context.eval(functions.viewerResponse()));
    }

    /** Begins to count anew what the context may do. */
    void resetLimits() {
        context.resetLimits();
    }

    String viewerRequest(String event) {
        return call(viewerRequest, event);
    }

    String viewerResponse(String event) {
        return call(viewerResponse, event);
    }

    @Override
    public void close() {
        context.close(true);
    }

    private static String call(Value function, String event) {
        try {
            return function.execute(event).asString();
        } catch (PolyglotException e) {
            throw new EdgeFailure("an edge function failed", e);
        }
    }

    /** The functions with their configuration in place, parsed once for all contexts of an engine. */
    record Functions(Source viewerRequest, Source viewerResponse) {

        static Functions of(EdgeScripts scripts, EdgeConfig config) {
            var configured = config.into(scripts);
            return new Functions(
                    source("viewer-request.js", factory(configured.viewerRequest())),
                    source("viewer-response.js", factory(configured.viewerResponse())));
        }

        /** A function of the modules that a script imports: the engine's own module loader would ask for files. */
        private static String factory(String script) {
            var body = IMPORT.matcher(script).replaceAll("const $1 = modules.$2;");
            return "(function (modules, Buffer) {'use strict'; " + body + "\nreturn handler;})";
        }
    }

    private static Source source(String name, String text) {
        return Source.newBuilder("js", text, name).buildLiteral();
    }
}
