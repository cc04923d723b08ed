package dev.slipway.functions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Answer;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Client;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.Tokens;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.network.Block;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IssueTokenHandlerTest {

    private static final String APP = "repository:team/app:";
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final TestRegistry registry = new TestRegistry();
    private final Events get = Events.read("issue-token");

    @BeforeEach
    void makeTeam() {
        var owners = registry.stores().registry().owners();
        owners.create(new OwnerName("team"), Owner.Kind.ORGANIZATION, new OwnerName("alice"));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void theAnswerHasAllThatClientsLookFor() {
        var answer = registry.answer(IssueTokenHandler::new, get);
        var token = token(answer);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.text())
                .isEqualTo("{\"token\":\"" + token + "\",\"access_token\":\"" + token
                        + "\",\"expires_in\":3600,\"issued_at\":\"2026-11-24T12:00:00Z\",\"refresh_token\":\""
                        + Tokens.SECRET + "\"}");
        assertThat(access(answer)).isEqualTo(APP + "pull,push");
        assertThat(registry.calls()).isEqualTo("Table.getAll 6, Table.write 1");
    }

    @Test
    void aSignInThatWasRememberedCostsOneBatchRead() {
        registry.answer(IssueTokenHandler::new, get);

        registry.answer(IssueTokenHandler::new, get);

        assertThat(registry.calls()).isEqualTo("Table.getAll 6");
    }

    /** The event's viewer is at 192.0.2.10. */
    @ParameterizedTest
    @CsvSource({
        "AUTO, 192.0.2.0/24,    192.0.2.0/24, Table.getAll 7",
        "S3,   192.0.2.0/24,    192.0.2.0/24, Table.getAll 7",
        "AUTO, 198.51.100.0/24, '',           Table.getAll 7",
        "EDGE, 192.0.2.0/24,    '',           Table.getAll 6",
    })
    void aTokenSaysInWhichNetworkItsBearerIs(Downloads.Choice choice, String network, String near, String calls) {
        registry.stores().sending(choice);
        registry.stores().registry().owners().setNetworks(new OwnerName("team"), List.of(Block.parse(network)));
        registry.answer(IssueTokenHandler::new, get);

        var answer = registry.answer(IssueTokenHandler::new, get);

        assertThat(registry.calls()).isEqualTo(calls);
        var claims = new String(Base64.getUrlDecoder().decode(token(answer).split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(claims.replaceFirst(".*\"near\":\"([^\"]*)\".*", "$1")).isEqualTo(near.isEmpty() ? claims : near);
    }

    @Test
    void aFormIsAnsweredLikeAQuery() {
        var answer = registry.answer(IssueTokenHandler::new, Events.read("post-token"));

        assertThat(access(answer)).isEqualTo(APP + "pull,push");
        assertThat(answer.text()).doesNotContain("refresh_token");
    }

    @Test
    void aRefreshTokenIsAnsweredWithoutAName() {
        var form = "grant_type=refresh_token&access_type=offline&scope=" + APP + "pull&refresh_token=" + Tokens.SECRET;
        var answer = registry.answer(
                IssueTokenHandler::new, Events.read("post-token").body(bytes(form)));

        assertThat(access(answer)).isEqualTo(APP + "pull");
        assertThat(answer.text()).contains("\"expires_in\":900").contains("\"refresh_token\":\"" + Tokens.SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scope=repository:team/app:push,pull | repository:team/app:pull,push",
                "scope=repository:team/app:pull&scope=repository:team/web:pull"
                        + " | repository:team/app:pull repository:team/web:pull",
                "scope=repository:team/app:pull+repository:team/web:push"
                        + " | repository:team/app:pull repository:team/web:push",
                "scope=repository:team/app:pull&scope=repository:team/app:push | repository:team/app:pull,push",
                "scope=repository:team/app:* | repository:team/app:pull,push,delete",
                "scope=repository:other/app:pull,push | ''",
                "scope=repository:team/app:pull&scope=repository:other/app:pull | repository:team/app:pull",
                "scope=registry:catalog:* | ''",
                "scope=repository:team/app:fly | ''",
                "scope=repository:Team//App:pull | ''",
                "scope=repository | ''",
                "scope= | ''",
                "service=x | ''"
            })
    void neverMoreIsGrantedThanAskedForAndAllowed(String query, String granted) {
        var answer = registry.answer(IssueTokenHandler::new, get.query(query));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(access(answer)).isEqualTo(granted);
    }

    @Test
    void whoHasNoCredentialsMayPullWhatIsPublic() {
        new Client(registry.stores().registry(), "team/app")
                .push(
                        "latest",
                        bytes("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
                                + "\"manifests\":[]}"));
        var anonymous = get.withoutHeader("authorization").query("scope=repository:team/app:pull,push");
        assertThat(access(registry.answer(IssueTokenHandler::new, anonymous))).isEmpty();

        registry.stores().registry().packages().setVisibility(new RepositoryName("team/app"), Visibility.PUBLIC);

        assertThat(access(registry.answer(IssueTokenHandler::new, anonymous))).isEqualTo("repository:team/app:pull");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !", "Basic YWxpY2U=", "Basic YWxpY2U6", "Bearer x", "Digest x", "x"})
    void wrongCredentialsAreRefused(String authorization) {
        var answer = registry.answer(IssueTokenHandler::new, get.header("authorization", authorization));

        assertThat(answer.error()).isEqualTo("401 UNAUTHORIZED");
        assertThat(answer.header("www-authenticate")).isEqualTo("Basic realm=\"slipway\"");
    }

    @Test
    void tooManyWrongOnesAreAnsweredWithWhenToComeBack() {
        var guess = get.header("authorization", basic("alice", "guess"));
        for (var i = 0; i < 10; i++) {
            assertThat(registry.answer(IssueTokenHandler::new, guess).error()).isEqualTo("401 UNAUTHORIZED");
        }
        var answer = registry.answer(IssueTokenHandler::new, guess);

        assertThat(answer.error()).isEqualTo("429 TOOMANYREQUESTS");
        assertThat(answer.header("retry-after")).isEqualTo("300");
        assertThat(registry.answer(IssueTokenHandler::new, get).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'grant_type=client_credentials', 400 UNSUPPORTED",
        "'', 400 UNSUPPORTED",
        "'grant_type=password', 401 UNAUTHORIZED",
        "'grant_type=refresh_token&refresh_token=x', 401 UNAUTHORIZED",
        "'grant_type=%', 400 UNSUPPORTED"
    })
    void badFormsAreRefused(String form, String error) {
        assertThat(registry.answer(
                                IssueTokenHandler::new,
                                Events.read("post-token").body(bytes(form)))
                        .error())
                .isEqualTo(error);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        var many = "scope=" + APP + "pull" + ("&scope=repository:team/app" + "x".repeat(100) + ":pull").repeat(40);
        var distinct = new StringBuilder("service=x");
        for (var i = 0; i < 17; i++) {
            distinct.append("&scope=repository:t/").append(i).append(":pull");
        }

        assertThat(registry.answer(IssueTokenHandler::new, get.query(many)).error())
                .isEqualTo("400 UNSUPPORTED");
        assertThat(registry.answer(IssueTokenHandler::new, get.query(distinct.toString()))
                        .error())
                .isEqualTo("400 UNSUPPORTED");
        assertThat(registry.answer(
                                IssueTokenHandler::new,
                                Events.read("post-token").body(new byte[(32 << 10) + 1]))
                        .error())
                .isEqualTo("413 SIZE_INVALID");
        assertThat(registry.answer(
                                IssueTokenHandler::new, get.header("authorization", basic("alice", "x".repeat(20_000))))
                        .error())
                .isEqualTo("401 UNAUTHORIZED");
    }

    @Test
    void everyTokenIsInTheAuditLogByItsIdAndWithoutItsValue() {
        var answer = registry.answer(IssueTokenHandler::new, get);

        assertThat(registry.stores().audit())
                .containsExactly(new AuditEvent(
                        AuditEvent.Kind.TOKEN_ISSUED,
                        "alice",
                        APP + "pull,push",
                        "192.0.2.10",
                        Tokens.ID,
                        "by their role with the owner"));
        assertThat(registry.stores().audit().toString())
                .doesNotContain(token(answer))
                .doesNotContain(Tokens.SECRET);
    }

    private static String token(Answer answer) {
        var matcher = TOKEN.matcher(answer.text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** What the handlers read in the token: the scopes, with spaces between. */
    private String access(Answer answer) {
        var grant = registry.stores()
                .tokens()
                .verify(token(answer), "registry.example.com")
                .orElseThrow()
                .grant();
        return String.join(" ", grant.scopes().stream().map(Object::toString).toList());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString(bytes(user + ":" + password));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
