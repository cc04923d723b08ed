package dev.slipway.relay;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The upload cannot go on, and this is the answer to the client, to be sent when its body has been read to the end. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient RelayResponse response;

    Refused(RelayResponse response) {
        super(null, null, false, false);
        this.response = response;
    }

    /** An error of the relay's own. Code and message are constants: neither needs escaping. */
    static Refused because(int status, String code, String message) {
        var body = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}";
        return new Refused(new RelayResponse(
                status, Map.of("Content-Type", List.of("application/json")), body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Something on the way does not work: nobody's mistake but ours. */
    static Refused trouble(String message) {
        return because(502, "UNKNOWN", message);
    }

    /** The registry's own error, or trouble where the answer is not one in the registry's words. */
    static Refused by(HttpResponse<byte[]> answer) {
        return PartsJson.isError(answer.body())
                ? new Refused(PassedHeaders.answer(answer))
                : trouble("the registry gave no usable answer; please try again");
    }

    /** The same error with a header, such as where an upload stands. */
    Refused with(String name, String value) {
        var headers = new HashMap<>(response.headers());
        headers.put(name, List.of(value));
        return new Refused(new RelayResponse(response.status(), headers, response.body()));
    }

    RelayResponse response() {
        return response;
    }
}
