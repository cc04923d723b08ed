package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AccessToken;
import dev.slipway.registry.access.AccessTokens;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.Verdict.Reason;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.TokenScope;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code POST /api/v1/tokens}: makes a token of the caller's, or for an administrator any user's, and tells it once. */
public final class CreateAccessTokenHandler extends ManagementRoute {

    private static final int LONGEST_TIME = 40;
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(366);

    private final AccessTokens tokens;
    private final Owners owners;
    private final InstantSource clock;

    /** For Lambda. */
    public CreateAccessTokenHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public CreateAccessTokenHandler(Registry registry) {
        super(registry);
        this.tokens = registry.accessTokens();
        this.owners = registry.owners();
        this.clock = registry.clock();
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("a token");
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var manager = by.manager();
        var body = JsonBody.read(request, "name", "scopes", "packages", "expiresAt", "user");
        var user = body.findText("user", 39).map(OwnerName::new).orElse(manager);
        if (!user.equals(manager)) {
            requireMayMakeFor(user, by);
        }
        var created = tokens.create(wish(user, body));
        var why = user.equals(manager) ? "the user's own" : Reason.ADMINISTRATOR.text();
        by.record(AuditEvent.Kind.TOKEN_CREATED, what(created.token()), why);
        return JsonAnswer.of(201, json -> {
            TokenJson.write(json, created.token());
            json.writeStringField("token", created.secret().reveal());
        });
    }

    /** The user that manages everything is nobody's to speak for, not even another administrator's. */
    private void requireMayMakeFor(OwnerName user, SignedIn by) {
        by.requireAdministrator();
        if (user.equals(Owner.ADMINISTRATORS)) {
            throw by.deny(Reason.LOW_ROLE);
        }
        if (owners.get(user).kind() != Owner.Kind.USER) {
            throw Owners.unknown(user);
        }
    }

    private AccessTokens.Wish wish(OwnerName user, JsonBody body) {
        var scopes = Members.scopes(body);
        var packages = Members.packages(body);
        if (scopes.contains(TokenScope.ADMIN) && !packages.isEmpty()) {
            throw JsonBody.wrong("packages", "cannot limit a token with the scope " + TokenScope.ADMIN);
        }
        var name = body.text("name", AccessTokens.LONGEST_NAME);
        return new AccessTokens.Wish(user, name, scopes, packages, validity(body));
    }

    private Optional<Duration> validity(JsonBody body) {
        var validity = body.findText("expiresAt", LONGEST_TIME).map(this::untilThen);
        if (validity.isPresent()
                && (validity.get().isNegative() || validity.get().compareTo(LONGEST_VALIDITY) > 0)) {
            throw wrongTime();
        }
        return validity;
    }

    private Duration untilThen(String time) {
        try {
            return Duration.between(clock.instant(), OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException e) {
            throw wrongTime();
        }
    }

    private static RegistryException wrongTime() {
        return JsonBody.wrong("expiresAt", "must be a time within the next 366 days, such as 2027-01-31T00:00:00Z");
    }

    private static String what(AccessToken token) {
        return token.id() + " of " + token.user() + ": "
                + token.scopes().stream().sorted().map(TokenScope::toString).collect(Collectors.joining(","));
    }
}
