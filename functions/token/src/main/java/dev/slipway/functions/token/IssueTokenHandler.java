package dev.slipway.functions.token;

import com.fasterxml.jackson.core.JsonFactory;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Audit;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.BearerTokens;
import dev.slipway.registry.access.Caller;
import dev.slipway.registry.access.Credentials;
import dev.slipway.registry.access.Grant;
import dev.slipway.registry.access.Grants;
import dev.slipway.registry.access.IdTokens;
import dev.slipway.registry.access.Neighbourhood;
import dev.slipway.registry.access.Scope;
import dev.slipway.registry.access.SignIn;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.network.RegionAddresses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code GET|POST /token}: gives a client a bearer token for what it asks for and may do (Docker token specification). Who
 * has no credentials gets one for public packages.
 */
public final class IssueTokenHandler extends ApiHandler {

    /** More does not fit through API Gateway, whose requests have at most 10,240 bytes of headers. */
    private static final int LONGEST_TOKEN = 8_192;

    private static final JsonFactory JSON = new JsonFactory();

    private final SignIn signIn;
    private final BearerTokens tokens;
    private final IdTokens idTokens;
    private final Audit audit;
    private final InstantSource clock;

    /** Empty where it decides nothing who is in the bucket's region. */
    private final Optional<RegionAddresses> addresses;

    /** For Lambda. */
    public IssueTokenHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public IssueTokenHandler(Registry registry) {
        super(registry, Guard.NONE);
        this.signIn = registry.signIn();
        this.tokens = registry.tokens();
        this.idTokens =
                new IdTokensOnDemand(() -> new OpenIdTokens(registry.issuers(), registry.clock(), System.err::println));
        this.audit = registry.audit();
        this.clock = registry.clock();
        this.addresses = registry.downloads().asksWhoIsNear() ? Optional.of(new RegionAddresses()) : Optional.empty();
    }

    @Override
    protected Response handle(Request request) {
        try {
            var asked = TokenRequest.read(request);
            var caller = caller(asked, request);
            var month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
            var grant = located(Grants.of(caller, asked.scopes(), month), caller, request);
            var issued = tokens.issue(grant, request.viewer().host());
            if (issued.token().length() > LONGEST_TOKEN) {
                throw new RegistryException(ErrorCode.UNSUPPORTED, "these are too many scopes for one token")
                        .status(400);
            }
            record(grant, request);
            return Response.of(200)
                    .header("cache-control", "no-store")
                    .body("application/json", body(issued, refresh(asked, caller, request)));
        } catch (RegistryException e) {
            throw e.code() == ErrorCode.UNAUTHORIZED ? e.header("www-authenticate", "Basic realm=\"slipway\"") : e;
        }
    }

    private Caller caller(TokenRequest asked, Request request) {
        var question = new SignIn.Question(Grants.repositories(asked.scopes()), List.of(), addresses);
        return asked.credentials().isPresent()
                ? signIn.signIn(asked.credentials().get(), idTokens, question, request.viewer())
                : signIn.anonymous(question);
    }

    /** With the network that the client is in, where that decides how it gets bytes. */
    private Grant located(Grant grant, Caller caller, Request request) {
        return addresses
                .map(region -> grant.in(Neighbourhood.of(caller, grant, request.viewer(), region)))
                .orElse(grant);
    }

    /** A personal access token is its own refresh token; for an ID token, which lives for minutes, one is issued. */
    private Optional<String> refresh(TokenRequest asked, Caller caller, Request request) {
        if (!asked.refreshable() || asked.credentials().isEmpty()) {
            return Optional.empty();
        }
        return switch (asked.credentials().get()) {
            case Credentials.Secret held -> Optional.of(held.secret().reveal());
            case Credentials.IdToken _ ->
                Optional.of(tokens.issueRefresh(
                                caller.subject(),
                                caller.credential(),
                                request.viewer().host())
                        .token());
            case Credentials.Refresh refresh -> Optional.of(refresh.token());
            case Credentials.Unreadable _ -> Optional.empty();
        };
    }

    private void record(Grant grant, Request request) {
        var granted = grant.scopes().stream().map(Scope::toString).collect(Collectors.joining(" "));
        var refused = grant.refused().stream()
                .map(refusal -> refusal.scope() + " refused: " + refusal.text())
                .collect(Collectors.joining("; "));
        audit.record(new AuditEvent(
                AuditEvent.Kind.TOKEN_ISSUED,
                grant.subject(),
                granted,
                request.viewer().address(),
                grant.credential(),
                Stream.of(grant.why(), refused).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "))));
    }

    private static byte[] body(BearerTokens.Issued issued, Optional<String> refresh) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("token", issued.token());
            json.writeStringField("access_token", issued.token());
            json.writeNumberField("expires_in", issued.validity().toSeconds());
            json.writeStringField("issued_at", issued.issuedAt().toString());
            if (refresh.isPresent()) {
                json.writeStringField("refresh_token", refresh.get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
