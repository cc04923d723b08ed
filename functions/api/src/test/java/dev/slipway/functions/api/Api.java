package dev.slipway.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Answer;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Content;
import dev.slipway.registry.Registry;
import dev.slipway.registry.Stores;
import dev.slipway.registry.access.AccessTokens;
import dev.slipway.registry.access.Tokens;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.Role;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.owner.TrustPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The management API over a registry with some users: {@code alice} is an admin of the organization {@code team},
 * {@code wendy} may write, {@code rita} may read, {@code bob} has no role; {@code olga} is an administrator beside
 * {@code admin}. Every answer is compared with docs/openapi.yaml, and may tell no secret.
 */
final class Api implements AutoCloseable {

    static final OwnerName TEAM = new OwnerName("team");

    private static final Map<String, Function<Registry, ApiHandler>> HANDLERS = Map.ofEntries(
            Map.entry("list-access-tokens", ListAccessTokensHandler::new),
            Map.entry("create-access-token", CreateAccessTokenHandler::new),
            Map.entry("revoke-access-token", RevokeAccessTokenHandler::new),
            Map.entry("list-owners", ListOwnersHandler::new),
            Map.entry("create-owner", CreateOwnerHandler::new),
            Map.entry("get-owner", GetOwnerHandler::new),
            Map.entry("set-member", SetMemberHandler::new),
            Map.entry("remove-member", RemoveMemberHandler::new),
            Map.entry("list-packages", ListPackagesHandler::new),
            Map.entry("get-package", GetPackageHandler::new),
            Map.entry("set-visibility", SetVisibilityHandler::new),
            Map.entry("get-costs", GetCostsHandler::new),
            Map.entry("list-charges", ListChargesHandler::new),
            Map.entry("get-budget", GetBudgetHandler::new),
            Map.entry("set-budget", SetBudgetHandler::new),
            Map.entry("remove-budget", RemoveBudgetHandler::new),
            Map.entry("set-networks", SetNetworksHandler::new),
            Map.entry("get-explanation", GetExplanationHandler::new),
            Map.entry("get-forecast", GetForecastHandler::new),
            Map.entry("get-statement", GetStatementHandler::new),
            Map.entry("list-trust-policies", ListTrustPoliciesHandler::new),
            Map.entry("set-trust-policy", SetTrustPolicyHandler::new),
            Map.entry("remove-trust-policy", RemoveTrustPolicyHandler::new));

    /** Somebody's pulls, which are in the ledger. */
    static final Account WORK = new Account("team", "team/app", "Ev3ntsT0ken1", "pull");

    private final TestRegistry registry;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();

    Api() {
        this(new TestRegistry());
    }

    Api(TestRegistry registry) {
        this.registry = registry;
        Tokens.keep(stores().table());
        keep("seeded", "alice", Tokens.SECRET);
        for (var user : List.of("admin", "alice", "wendy", "rita", "bob", "olga")) {
            owners().create(new OwnerName(user), Owner.Kind.USER, new OwnerName(user));
            token(user, user, Set.of(TokenScope.ADMIN), List.of(), Optional.empty());
        }
        owners().create(TEAM, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        owners().setMember(TEAM, new OwnerName("wendy"), Role.WRITE);
        owners().setMember(TEAM, new OwnerName("rita"), Role.READ);
        owners().setMember(Owner.ADMINISTRATORS, new OwnerName("olga"), Role.ADMIN);
        owners().setPolicy(TEAM, policy());
        owners().setBudget(
                        TEAM,
                        new Budget(Optional.empty(), new BigDecimal("10.00"), Budget.SHARES, Budget.Refused.NOTHING));
        makeTokensOfAlice();
        stores().registry()
                .ledger()
                .keep(Stores.START, WORK, new Tally(3, new Usage(Map.of(Unit.TABLE_READ, 8L, Unit.EDGE_FUNCTION, 6L))));
        stores().registry()
                .ledger()
                .keep(Stores.START, Account.nobody("sweep"), new Tally(1, new Usage(Map.of(Unit.BUCKET_WRITE, 1L))));
        var config = Content.bytes(2, 1);
        registry.client().push(config);
        registry.client().push("b", Content.image(config), "a");
    }

    static List<String> events() {
        return HANDLERS.keySet().stream().sorted().toList();
    }

    Stores stores() {
        return registry.stores();
    }

    String calls() {
        return registry.calls();
    }

    TestRegistry registry() {
        return registry;
    }

    String secret(String who) {
        return secrets.getOrDefault(who, "");
    }

    Answer ask(String event, String who) {
        return ask(event, who, same -> same);
    }

    Answer ask(String event, String who, String body) {
        return ask(event, who, changed -> changed.body(body.getBytes(UTF_8)));
    }

    /** What is answered to an event of the project, changed, from somebody who has a token here, or is {@code anonymous}. */
    Answer ask(String event, String who, UnaryOperator<Events> change) {
        var asked = Events.read(event).withoutHeader("authorization");
        var authorization = headers.get(who);
        var changed = change.apply(authorization == null ? asked : asked.header("authorization", authorization));
        var answer = registry.answer(Optional.ofNullable(HANDLERS.get(event)).orElseThrow(), changed);
        check(route(event), answer);
        return answer;
    }

    /** Such as {@code PUT /api/v1/owners/{owner}/members/{user}}. */
    static String route(String event) {
        var members = Schema.object(OpenApi.read(OpenApi.text("events/" + event + ".json")));
        return String.valueOf(members.get("routeKey"));
    }

    @Override
    public void close() {
        registry.close();
    }

    private void check(String route, Answer answer) {
        assertThat(OpenApi.faults(route, answer)).as(route).isEmpty();
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("content-type"))
                .isEqualTo(answer.text().isEmpty() ? "" : OpenApi.mediaType(route, answer.status()));
        assertThat(answer.header("www-authenticate"))
                .isEqualTo(answer.status() == 401 ? "Basic realm=\"slipway\"" : "");
        for (var secret : secrets.values()) {
            assertThat(answer.text()).doesNotContain(secret, secret.substring(24, 60), hash(secret));
        }
        assertThat(registry.context().logged()).isEmpty();
    }

    static String hash(String secret) {
        return Digest.of(Algorithm.SHA256, secret.getBytes(UTF_8)).hex();
    }

    private Owners owners() {
        return stores().registry().owners();
    }

    private void makeTokensOfAlice() {
        var read = Set.of(TokenScope.READ_PACKAGES);
        var app = List.of(new PackagePattern("team/app"));
        token("reading", "alice", read, List.of(), Optional.empty());
        token("deleting", "alice", Set.of(TokenScope.DELETE_PACKAGES), List.of(), Optional.empty());
        token("reading-app", "alice", read, app, Optional.empty());
        token("managing-app", "alice", Set.of(TokenScope.ADMIN), app, Optional.empty());
        token("expired", "alice", Set.of(TokenScope.ADMIN), List.of(), Optional.of(Duration.ZERO));
        var revoked = token("revoked", "alice", Set.of(TokenScope.ADMIN), List.of(), Optional.empty());
        stores().registry().accessTokens().revoke(revoked.token());
        headers.put("wrong", "Basic " + Base64.getEncoder().encodeToString("alice:password".getBytes(UTF_8)));
        headers.put("bearer", "Bearer " + secret("alice"));
        headers.put("of-the-registry", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA");
    }

    AccessTokens.Created token(
            String who, String user, Set<TokenScope> scopes, List<PackagePattern> packages, Optional<Duration> life) {
        var wish = new AccessTokens.Wish(new OwnerName(user), who + "'s", scopes, packages, life);
        var created = stores().registry().accessTokens().create(wish);
        keep(who, user, created.secret().reveal());
        return created;
    }

    private void keep(String who, String user, String secret) {
        secrets.put(who, secret);
        var basic = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
        headers.put(who, "Basic " + basic);
    }

    private static TrustPolicy policy() {
        return new TrustPolicy(
                "main-branch",
                "00000000",
                Stores.ISSUER,
                "registry.example.com",
                Map.of("sub", "repo:team/*"),
                Set.of(TokenScope.READ_PACKAGES),
                List.of());
    }
}
