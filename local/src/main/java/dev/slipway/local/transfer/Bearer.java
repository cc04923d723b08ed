package dev.slipway.local.transfer;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Login;
import dev.slipway.local.manage.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is shown to a registry with each request: a token for one repository, which is had where the registry says, as soon as it asks
 * for one (Docker token specification). The password goes to the registry's own host only.
 */
public final class Bearer {

    private static final Pattern PARAMETER = Pattern.compile("(realm|service)=\"([^\"]*)\"");

    private final Connection connection;
    private final Visitor visitor;
    private final String scope;
    private Optional<String> header = Optional.empty();

    /**
     * @param scope such as {@code repository:team/app:pull,push}
     */
    public Bearer(Connection connection, Visitor visitor, String scope) {
        this.connection = connection;
        this.visitor = visitor;
        this.scope = scope;
    }

    /** The header's value; empty before the registry has asked for one. */
    public synchronized Optional<String> header() {
        return header;
    }

    /** Gets another token after an answer of 401 to a request with {@code used}, unless somebody else has got one since. */
    synchronized void renew(Optional<String> used, HttpResponse<byte[]> challenge) throws InterruptedException {
        if (!header.equals(used)) {
            return;
        }
        var text = challenge
                .headers()
                .firstValue("WWW-Authenticate")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .orElseThrow(() -> new Refusal(visitor).of(challenge));
        header = Optional.of("Bearer " + token(endpoint(text)));
    }

    /** Gets one unasked, where a Slipway registry gives them. */
    public synchronized void fetch() throws InterruptedException {
        header = Optional.of("Bearer "
                + token(endpoint(
                        "realm=\"/token\",service=\"" + visitor.registry().host() + "\"")));
    }

    private URI endpoint(String challenge) {
        var parameters = PARAMETER
                .matcher(challenge)
                .results()
                .collect(java.util.stream.Collectors.toMap(
                        match -> match.group(1), match -> match.group(2), (first, second) -> first));
        var realm = visitor.registry().within("/", parameters.getOrDefault("realm", ""));
        if (realm.isEmpty()) {
            throw new CommandFailure(visitor.registry() + " sends elsewhere to sign in, which is not followed");
        }
        var service = Optional.ofNullable(parameters.get("service"))
                .map(name -> "&service=" + encode(name))
                .orElse("");
        return visitor.registry()
                .resolve(realm.get() + (realm.get().contains("?") ? "&" : "?") + "scope=" + encode(scope) + service);
    }

    private String token(URI endpoint) throws InterruptedException {
        var request = HttpRequest.newBuilder(endpoint);
        visitor.login().map(Login::basic).ifPresent(basic -> request.header("Authorization", basic));
        var answer = connection.send(request.build());
        if (answer.statusCode() != 200) {
            throw new Refusal(visitor).of(answer);
        }
        try {
            if (JSON.std.anyFrom(answer.body()) instanceof Map<?, ?> map
                    && map.get("token") instanceof String token
                    && token.matches("[\\x21-\\x7e]+")) {
                return token;
            }
        } catch (IOException e) {
            // said below
        }
        throw new CommandFailure(visitor.registry() + " gives no token as a registry would");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
