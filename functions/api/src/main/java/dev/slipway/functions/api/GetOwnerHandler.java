package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;

/** {@code GET /api/v1/owners/<owner>}: an owner with its members and networks, for members and administrators. */
public final class GetOwnerHandler extends OwnerRoute {

    /** For Lambda. */
    public GetOwnerHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetOwnerHandler(Registry registry) {
        super(registry);
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var role = by.roleWith(name(request));
        var owner = found(request, by);
        return JsonAnswer.of(200, json -> {
            OwnerJson.writeWithMembers(json, owner);
            json.writeStringField("role", role.toString());
        });
    }
}
