package dev.slipway.functions.api;

import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Credentials;
import dev.slipway.registry.access.IdTokens;
import dev.slipway.registry.access.SignIn;
import dev.slipway.registry.access.SignIn.Question;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.util.List;
import java.util.Optional;

/**
 * A route of the management API: it is for users who sign in with a personal access token, by Basic or as Bearer, and its
 * answers are kept by nobody.
 */
abstract class ManagementRoute extends ApiHandler {

    private final Registry registry;
    private final SignIn signIn;

    ManagementRoute(Registry registry) {
        super(registry, Guard.NONE);
        this.registry = registry;
        this.signIn = registry.signIn();
    }

    /** What shall be known of the caller besides who they are. */
    Question question(Request request) {
        return new Question(List.of(), List.of());
    }

    /** What a request would change, as the audit log names it where that is refused; empty for one that only looks. */
    Optional<String> change(Request request) {
        return Optional.empty();
    }

    /** Answers whoever has signed in. */
    abstract Response answer(Request request, SignedIn by);

    @Override
    protected final Response handle(Request request) {
        try {
            return answer(request, signIn(request)).header("cache-control", "no-store");
        } catch (RegistryException e) {
            throw e.header("cache-control", "no-store");
        }
    }

    private SignedIn signIn(Request request) {
        try {
            var credentials = request.header("authorization")
                    .flatMap(Credentials::parse)
                    .orElseThrow(() -> new RegistryException(ErrorCode.UNAUTHORIZED));
            var caller = signIn.signIn(credentials, IdTokens.NONE, question(request), request.viewer());
            return new SignedIn(caller, request.viewer(), registry.audit(), change(request));
        } catch (RegistryException e) {
            throw e.code() == ErrorCode.UNAUTHORIZED ? e.header("www-authenticate", "Basic realm=\"slipway\"") : e;
        }
    }
}
