package dev.slipway.local.front;

import dev.slipway.relay.RelayRequest;
import dev.slipway.relay.RelayResponse;
import dev.slipway.relay.UploadRelay;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The relay, wherever it runs. */
public final class RelayOrigin implements OriginServer {

    private final UploadRelay relay;

    public RelayOrigin(UploadRelay relay) {
        this.relay = relay;
    }

    @Override
    public void handle(OriginRequest request, Consumer<Answer> reply) throws IOException {
        var target = request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
        var length = request.length() < 0 ? OptionalLong.empty() : OptionalLong.of(request.length());
        var response =
                relay.handle(new RelayRequest(request.method(), target, request.headers(), request.body(), length));
        reply.accept(answer(response));
    }

    private static Answer answer(RelayResponse response) {
        var headers = new TreeMap<String, List<String>>();
        response.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new Answer(response.status(), headers, Body.of(response.body()));
    }
}
