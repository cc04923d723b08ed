package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.Verdict.Reason;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import java.util.Optional;

/** {@code POST /api/v1/owners}: makes an organization, of which the caller becomes the admin, or a user. */
public final class CreateOwnerHandler extends ManagementRoute {

    private static final int LONGEST_NAME = 39;

    private final Owners owners;

    /** For Lambda. */
    public CreateOwnerHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public CreateOwnerHandler(Registry registry) {
        super(registry);
        this.owners = registry.owners();
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("an owner");
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var manager = by.manager();
        var body = JsonBody.read(request, "name", "kind");
        var kind = kind(body);
        var name = new OwnerName(body.text("name", LONGEST_NAME));
        if (kind == Owner.Kind.USER) {
            by.requireAdministrator();
        }
        var owner = owners.create(name, kind, kind == Owner.Kind.USER ? name : manager);
        var why = by.isAdministrator() ? Reason.ADMINISTRATOR.text() : "any user may";
        by.record(AuditEvent.Kind.OWNER_CREATED, kind + " " + name, why);
        return JsonAnswer.of(201, json -> OwnerJson.writeWithMembers(json, owner));
    }

    private static Owner.Kind kind(JsonBody body) {
        return switch (body.text("kind", LONGEST_NAME)) {
            case "user" -> Owner.Kind.USER;
            case "organization" -> Owner.Kind.ORGANIZATION;
            default -> throw JsonBody.wrong("kind", "must be user or organization");
        };
    }
}
