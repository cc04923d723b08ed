package dev.slipway.functions.token;

import dev.slipway.lambda.Request;
import dev.slipway.registry.access.Credentials;
import dev.slipway.registry.access.Scope;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks the token endpoint for: by GET with HTTP Basic (Docker token specification, "Requesting a Token"), or by
 * POST of a form ("Docker Registry v2 OAuth2 token"). The {@code service} is passed over: a token is for the host that was
 * asked.
 *
 * @param credentials empty for a client that has none
 * @param refreshable whether the client wants something that it can keep in the place of a password
 */
record TokenRequest(List<Scope> scopes, Optional<Credentials> credentials, boolean refreshable) {

    private static final int MOST_SCOPES = 16;
    private static final int LONGEST_SCOPES = 2_000;
    private static final int LARGEST_FORM = 32 << 10;

    static TokenRequest read(Request request) {
        return request.method().equals("POST") ? posted(request.form(LARGEST_FORM)) : asked(request);
    }

    private static TokenRequest asked(Request request) {
        var authorization = request.header("authorization");
        var credentials = authorization.flatMap(Credentials::parse);
        if (authorization.isPresent() && credentials.isEmpty()) {
            throw new RegistryException(
                    ErrorCode.UNAUTHORIZED, "sign in with HTTP Basic, or with no Authorization at all");
        }
        var offline = request.parameter("offline_token").filter("true"::equals).isPresent();
        return new TokenRequest(scopes(request.parameters("scope")), credentials, offline);
    }

    private static TokenRequest posted(Map<String, List<String>> form) {
        var credentials = switch (field(form, "grant_type")) {
            case "password" -> Credentials.of(field(form, "username"), field(form, "password"));
            case "refresh_token" -> Credentials.refresh(field(form, "refresh_token"));
            default ->
                throw new RegistryException(ErrorCode.UNSUPPORTED, "grant_type must be password or refresh_token")
                        .status(400);
        };
        var offline = field(form, "access_type").equals("offline")
                || field(form, "offline_token").equals("true");
        return new TokenRequest(scopes(form.getOrDefault("scope", List.of())), Optional.of(credentials), offline);
    }

    private static List<Scope> scopes(List<String> texts) {
        var length = texts.stream().mapToInt(String::length).sum();
        var scopes = length > LONGEST_SCOPES ? List.<Scope>of() : Scope.parseAll(texts);
        if (length > LONGEST_SCOPES || scopes.size() > MOST_SCOPES) {
            throw new RegistryException(
                            ErrorCode.UNSUPPORTED,
                            "a token is for at most " + MOST_SCOPES + " scopes of " + LONGEST_SCOPES
                                    + " characters together")
                    .status(400);
        }
        return scopes;
    }

    private static String field(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).getFirst();
    }
}
