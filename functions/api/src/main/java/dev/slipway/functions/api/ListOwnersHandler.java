package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.Role;

/** {@code GET /api/v1/owners[?n=<limit>][&last=<name>]}: the owners that the caller is a member of, or all. */
public final class ListOwnersHandler extends ManagementRoute {

    private final Owners owners;

    /** For Lambda. */
    public ListOwnersHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public ListOwnersHandler(Registry registry) {
        super(registry);
        this.owners = registry.owners();
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var user = by.manager();
        var page = VisiblePage.of(
                request,
                owners::list,
                owner -> owner.name().value(),
                owner -> by.isAdministrator() || owner.role(user).isPresent());
        return page.response(request, "/api/v1/owners", "owners", (json, owner) -> {
            OwnerJson.write(json, owner);
            json.writeStringField("role", role(owner, user, by).toString());
        });
    }

    private static Role role(Owner owner, OwnerName user, SignedIn by) {
        return by.isAdministrator() ? Role.ADMIN : owner.role(user).orElse(Role.READ);
    }
}
