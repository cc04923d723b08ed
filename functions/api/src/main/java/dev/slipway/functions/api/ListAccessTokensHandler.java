package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AccessTokens;
import dev.slipway.registry.access.SignIn.Question;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/v1/tokens[?user=<name>]}: the caller's tokens, or for an administrator any user's. */
public final class ListAccessTokensHandler extends ManagementRoute {

    private final AccessTokens tokens;

    /** For Lambda. */
    public ListAccessTokensHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public ListAccessTokensHandler(Registry registry) {
        super(registry);
        this.tokens = registry.accessTokens();
    }

    @Override
    Question question(Request request) {
        return new Question(List.of(), user(request).stream().toList());
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var manager = by.manager();
        var user = user(request).orElse(manager);
        if (!user.equals(manager)) {
            by.requireAdministrator();
            requireUser(user, by);
        }
        var found = tokens.list(user);
        return JsonAnswer.of(200, json -> JsonAnswer.objects(json, "tokens", found, TokenJson::write));
    }

    private static void requireUser(OwnerName user, SignedIn by) {
        if (Optional.ofNullable(by.caller().owners().get(user)).map(Owner::kind).stream()
                .noneMatch(Owner.Kind.USER::equals)) {
            throw Owners.unknown(user);
        }
    }

    private static Optional<OwnerName> user(Request request) {
        return request.parameter("user").map(OwnerName::new);
    }
}
