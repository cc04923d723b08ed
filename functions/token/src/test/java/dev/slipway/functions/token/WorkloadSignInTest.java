package dev.slipway.functions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Errors;
import dev.slipway.registry.Registry;
import dev.slipway.registry.Stores;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.access.Caller;
import dev.slipway.registry.access.Credentials;
import dev.slipway.registry.access.IdTokens;
import dev.slipway.registry.access.SignIn;
import dev.slipway.registry.access.Verdict;
import dev.slipway.registry.access.Viewer;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.owner.TrustPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the password of {@code docker login} to what a CI job may do. */
final class WorkloadSignInTest {

    private static final WorkloadKey KEY = WorkloadKey.elliptic("ci", "secp256r1");
    private static final Viewer VIEWER = new Viewer("https", "registry.example.com", "192.0.2.1");
    private static final OwnerName ALICE = new OwnerName("alice");
    private static final OwnerName ACME = new OwnerName("acme");
    private static final RepositoryName APP = new RepositoryName("acme/app");
    private static final RepositoryName TOOL = new RepositoryName("acme/tool");
    private static final RepositoryName FOREIGN = new RepositoryName("alice/app");

    private final TestIssuer issuer = new TestIssuer(KEY);
    private final TestRegistry signIns = new TestRegistry();
    private final Stores stores = signIns.stores();
    private final Registry registry = stores.registry();
    private final IdTokens idTokens = new OpenIdTokens(Set.of(issuer.name()), stores::now, line -> {});

    @BeforeEach
    void makeOwners() {
        registry.owners().create(ALICE, Owner.Kind.USER, ALICE);
        registry.owners().create(ACME, Owner.Kind.ORGANIZATION, ALICE);
    }

    @AfterEach
    void close() {
        issuer.close();
        signIns.close();
    }

    @Test
    void aJobMayDoWhatThePolicySays() {
        trust(policy("r1", Set.of(TokenScope.WRITE_PACKAGES), List.of(new PackagePattern("acme/app"))));

        var job = signIn(claims());

        assertThat(job.subject()).isEqualTo("repo:acme/app:ref:refs/heads/main");
        assertThat(job.credential()).isEqualTo("trust:acme/ci/r1");
        assertThat(job.decide(APP, Action.PUSH)).isEqualTo(new Verdict(true, Verdict.Reason.TRUST_POLICY));
        assertThat(job.decide(APP, Action.PULL).allowed()).isTrue();
        assertThat(job.decide(APP, Action.DELETE).reason()).isEqualTo(Verdict.Reason.MISSING_SCOPE);
        assertThat(job.decide(TOOL, Action.PUSH).reason()).isEqualTo(Verdict.Reason.OTHER_PACKAGES);
        assertThat(job.decide(FOREIGN, Action.PULL).reason()).isEqualTo(Verdict.Reason.NO_ROLE);
        assertThat(job.isAdministrator()).isFalse();
    }

    @Test
    void aPolicyForReadingLetsNobodyPush() {
        trust(policy("r1", Set.of(TokenScope.READ_PACKAGES), List.of()));

        var job = signIn(claims());

        assertThat(job.decide(TOOL, Action.PULL).allowed()).isTrue();
        assertThat(job.decide(TOOL, Action.PUSH).reason()).isEqualTo(Verdict.Reason.MISSING_SCOPE);
    }

    @Test
    void claimsThatArePatternsAllowAnyBranchButNoTagNorPullRequest() {
        trust(policy("r1", Set.of(TokenScope.WRITE_PACKAGES), List.of()));

        assertThat(signIn(claims().text("sub", "repo:acme/app:ref:refs/heads/release/1"))
                        .decide(APP, Action.PUSH)
                        .allowed())
                .isTrue();
        refuse(claims().text("sub", "repo:acme/app:ref:refs/tags/v1"));
        refuse(claims().text("sub", "repo:acme/app:pull_request"));
        refuse(claims().text("sub", "repo:acme/app-evil:ref:refs/heads/main"));
        refuse(claims().text("sub", "repo:evil/app:ref:refs/heads/main"));
    }

    @Test
    void aClaimThatIsANumberOrATruthValueIsComparedAsText() {
        trust(new TrustPolicy(
                "ci",
                "r1",
                issuer.name(),
                "slipway",
                Map.of("project_id", "42", "ref_protected", "true"),
                Set.of(TokenScope.READ_PACKAGES),
                List.of()));

        assertThat(signIn(claims().with("project_id", 42).with("ref_protected", true))
                        .isSignedIn())
                .isTrue();
        refuse(claims().with("project_id", 43).with("ref_protected", true));
        refuse(claims().with("project_id", "[42]").with("ref_protected", true));
        refuse(claims().with("project_id", 42));
    }

    @Test
    void oneAudienceOfATokenIsThePolicys() {
        trust(policy("r1", Set.of(TokenScope.READ_PACKAGES), List.of()));

        assertThat(signIn(claims().with("aud", "[\"other\",\"slipway\"]")).isSignedIn())
                .isTrue();
        refuse(claims().text("aud", "other"));
        refuse(claims().text("aud", "slipway.example.com"));
    }

    @Test
    void aTokenThatNoKeyOfTheIssuerSignedIsRefused() {
        trust(policy("r1", Set.of(TokenScope.READ_PACKAGES), List.of()));
        var forged = WorkloadKey.elliptic("ci", "secp256r1").sign(claims());

        Errors.refused(ErrorCode.UNAUTHORIZED, () -> signIn(Credentials.of("acme", forged)));
    }

    @Test
    void aJobThatAsksForNothingYetNamesAnOwnerWhoTrustsIt() {
        trust(policy("r1", Set.of(TokenScope.READ_PACKAGES), List.of()));
        var token = KEY.sign(claims());
        var nothing = SignIn.Question.about(List.of());
        var signIn = signIns.registry(IssueTokenHandler.class).signIn();

        assertThat(signIn.signIn(Credentials.of("acme", token), idTokens, nothing, VIEWER)
                        .isSignedIn())
                .isTrue();
        Errors.refused(
                ErrorCode.UNAUTHORIZED, () -> signIn.signIn(Credentials.of("alice", token), idTokens, nothing, VIEWER));
    }

    @Test
    void aChangedPolicyDecidesAtTheNextSignInAndEndsWhatWasGrantedBefore() {
        trust(policy("r1", Set.of(TokenScope.WRITE_PACKAGES), List.of()));
        var before = signIn(claims());
        var refresh = Credentials.refresh(stores.tokens()
                .issueRefresh(before.subject(), before.credential(), VIEWER.host())
                .token());
        assertThat(signIn(refresh).decide(APP, Action.PUSH).allowed()).isTrue();

        trust(policy("r2", Set.of(TokenScope.READ_PACKAGES), List.of()));

        assertThat(signIn(claims()).decide(APP, Action.PUSH).allowed()).isFalse();
        Errors.refused(ErrorCode.UNAUTHORIZED, () -> signIn(refresh));

        registry.owners().removePolicy(ACME, "ci");
        refuse(claims());
    }

    private JsonMembers claims() {
        return issuer.claims(stores.now());
    }

    private TrustPolicy policy(String revision, Set<TokenScope> scopes, List<PackagePattern> packages) {
        var branches = Map.of("sub", "repo:acme/app:ref:refs/heads/*");
        return new TrustPolicy("ci", revision, issuer.name(), "slipway", branches, scopes, packages);
    }

    private void trust(TrustPolicy policy) {
        registry.owners().setPolicy(ACME, policy);
    }

    private Caller signIn(JsonMembers claims) {
        var password = ("acme:" + KEY.sign(claims)).getBytes(StandardCharsets.UTF_8);
        return signIn(Credentials.parse("Basic " + Base64.getEncoder().encodeToString(password))
                .orElseThrow());
    }

    private Caller signIn(Credentials credentials) {
        var question = SignIn.Question.about(List.of(APP, TOOL, FOREIGN));
        return signIns.registry(IssueTokenHandler.class).signIn().signIn(credentials, idTokens, question, VIEWER);
    }

    private void refuse(JsonMembers claims) {
        Errors.refused(ErrorCode.UNAUTHORIZED, () -> signIn(claims));
    }
}
