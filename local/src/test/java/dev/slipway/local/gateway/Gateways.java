package dev.slipway.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gateways with two routes to one handler. */
final class Gateways implements AutoCloseable {

    private static final Template TEMPLATE = new Template(
            List.of(
                    new Route("GET", "/things/{id}", "example.Handler"),
                    new Route("PUT", "/things/{id}", "example.Handler"),
                    new Route("GET", "/things/own", "example.Handler"),
                    new Route("GET", "/all/{rest+}", "example.Handler"),
                    new Route("GET", "/all/{one}", "example.Handler"),
                    new Route("GET", "/all/{one}/own", "example.Handler")),
            1769,
            0);

    private final PrintStream log;
    private final List<Gateway> made = new ArrayList<>();

    Gateways(PrintStream log) {
        this.log = log;
    }

    Gateway gateway(Duration patience, RequestStreamHandler handler) {
        var gateway = new Gateway(TEMPLATE, name -> handler, patience, log);
        made.add(gateway);
        return gateway;
    }

    ApiResponse answer(RequestStreamHandler handler) {
        return answer(GatewayTest.request("GET", "/things/1", new byte[0]), handler);
    }

    ApiResponse answer(ApiRequest request, RequestStreamHandler handler) {
        var responses = new ArrayList<ApiResponse>();
        gateway(Duration.ofSeconds(30), handler).handle(request, responses::add);
        return responses.getFirst();
    }

    @Override
    public void close() {
        made.forEach(Gateway::close);
    }
}
