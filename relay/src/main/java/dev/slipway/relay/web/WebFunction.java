package dev.slipway.relay.web;

import dev.slipway.relay.RelayRequest;
import dev.slipway.relay.RelayResponse;
import dev.slipway.relay.UploadRelay;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;

/**
 * The relay that is deployed to AWS, in Node.js, run on this machine. What Lambda and CloudFront do in front of it is done here, so that it meets
 * here what it meets there: {@code HOST:PORT} to listen on in its environment, 1,024 file descriptors, an endpoint of another name than the
 * registry's that forwards no answer before the whole body, and an end after a while. Memory is not limited: Lambda has 2 GB.
 */
public final class WebFunction implements UploadRelay {

    private final WebFunctionSettings settings;
    private final Endpoint endpoint;
    private NodeProcess process;
    private boolean closed;

    private WebFunction(WebFunctionSettings settings, NodeProcess process) {
        this.settings = settings;
        this.process = process;
        this.endpoint = new Endpoint(settings.timeout());
    }

    /** Starts the program and waits until it listens, 10 seconds at most. */
    public static WebFunction start(WebFunctionSettings settings) throws IOException {
        return new WebFunction(settings, NodeProcess.start(settings));
    }

    /**
     * As from CloudFront, which passes all headers but {@code Host}, and never {@code Expect}. Where the program has died, another
     * one takes its place first, as with Lambda.
     */
    @Override
    public RelayResponse handle(RelayRequest request) throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.put("host", List.of(Endpoint.HOST));
        headers.remove("expect");
        return endpoint.handle(
                alive().address(),
                new RelayRequest(request.method(), request.target(), headers, request.body(), request.length()));
    }

    /** Sends SIGTERM, as Lambda does, and kills what is still there three seconds later. */
    @Override
    public synchronized void close() {
        closed = true;
        process.close();
        endpoint.close();
    }

    /** Where the program itself listens, behind the endpoint. */
    public synchronized URI address() {
        var address = process.address();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** Of the program. */
    public synchronized long pid() {
        return process.pid();
    }

    private synchronized NodeProcess alive() throws IOException {
        if (!process.isAlive() && !closed) {
            process = NodeProcess.start(settings);
        }
        return process;
    }
}
