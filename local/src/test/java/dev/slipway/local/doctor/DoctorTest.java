package dev.slipway.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.BareApi;
import dev.slipway.local.SelfSigned;
import dev.slipway.local.TestingRegistry;
import dev.slipway.local.doctor.Doctor.Result;
import dev.slipway.local.doctor.Finding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A registry is well, and whatever breaks on the way to it is named by the check for that and by no other. */
class DoctorTest {

    /** What goes wrong in the tests below that have one thing go wrong each. */
    private static final Set<String> ELSEWHERE =
            Set.of("tls", "https-redirect", "side-door", "download-s3", "expired-download");

    /** All but those that send many bytes: what is broken for one of these is nothing to a body on its way. */
    private static final List<Check> LITTLE = Stream.of(
                    Answered.CHECKS,
                    Encryption.CHECKS,
                    SideDoor.CHECKS,
                    Manifests.CHECKS,
                    Listings.CHECKS,
                    Downloading.CHECKS,
                    Capabilities.CHECKS)
            .flatMap(List::stream)
            .toList();

    private static final Pattern EXPIRY = Pattern.compile("(state=[a-z0-9]+\\.)(\\d{10})\\.");
    private static final Pattern QUOTED = Pattern.compile("`([a-z][a-z0-9-]*)`");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestingRegistry registry;

    @BeforeAll
    static void start() {
        registry = new TestingRegistry(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    static Stream<Case> cases() {
        return Cases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whateverBreaksIsNamed(Case broken) throws Exception {
        var isLittle = LITTLE.stream().anyMatch(check -> check.name().equals(broken.check()));
        var results = Practice.at(registry).visit(broken.breakage(), isLittle ? LITTLE : Checks.all());
        names(results, broken.check(), broken.also());
    }

    @Test
    void aRegistryIsWell() throws Exception {
        var results = Practice.at(registry).visit(Breakage.NONE);
        assertThat(found(results, State.FAILED)).isEmpty();
        assertThat(names(results, State.NOT_APPLICABLE)).isEqualTo(ELSEWHERE);
    }

    @Test
    void whatElseThereIsOnAwsIsWell() throws Exception {
        try (var api = new BareApi();
                var plain = new BreakingProxy(registry.url(), sendsToTls(), Optional.empty())) {
            var results = Practice.at(registry)
                    .tls(SelfSigned.localhost(folder, 90))
                    .api(api.url())
                    .plain(plain.url())
                    .expiring()
                    .visit(expired());
            assertThat(found(results, State.FAILED)).isEmpty();
            assertThat(names(results, State.NOT_APPLICABLE)).containsExactly("download-s3");
        }
    }

    @Test
    void s3IsWell() throws Exception {
        var results = Practice.at(registry).visit(s3(asked -> Optional.empty()));
        assertThat(found(results, State.FAILED)).isEmpty();
        assertThat(names(results, State.OK)).contains("download-s3", "range", "forged-download");
        assertThat(names(results, State.NOT_APPLICABLE)).contains("download-edge");
    }

    @Test
    void withoutARelayNothingFails() throws Exception {
        try (var alone = TestingRegistry.withoutRelay(folder.resolve("alone"))) {
            var results = Practice.at(alone).visit(Breakage.NONE);
            assertThat(found(results, State.FAILED)).isEmpty();
            assertThat(names(results, State.NOT_APPLICABLE)).contains("chunked-upload", "relay-patch", "slow-patch");
        }
    }

    @Test
    void aCertificateThatSoonExpiresIsNamed() throws Exception {
        var results = Practice.at(registry).tls(SelfSigned.localhost(folder, 5)).visit(Breakage.NONE, LITTLE);
        names(results, "tls", Set.of());
    }

    @Test
    void anAnswerWithoutTlsIsNamed() throws Exception {
        try (var plain = new BreakingProxy(registry.url(), Breakage.NONE, Optional.empty())) {
            var results = Practice.at(registry)
                    .tls(SelfSigned.localhost(folder, 90))
                    .plain(plain.url())
                    .visit(Breakage.NONE, LITTLE);
            names(results, "https-redirect", Set.of());
        }
    }

    @Test
    void aSideDoorThatOpensIsNamed() throws Exception {
        try (var api = new BareApi();
                var open = new BreakingProxy(
                        api.url(), Breakage.answers((asked, reply) -> reply.status(200)), Optional.empty())) {
            names(Practice.at(registry).api(open.url()).visit(Breakage.NONE, LITTLE), "side-door", Set.of());
        }
    }

    @Test
    void aUrlThatNeverExpiresIsNamed() throws Exception {
        var eternal = Breakage.asks(
                asked -> asked.isFor("expired-download") ? asked.to(moved(asked.target(), 1_000_000)) : asked);
        names(Practice.at(registry).expiring().visit(eternal.before(expired()), LITTLE), "expired-download", Set.of());
    }

    @Test
    void s3ThatRefusesIsNamed() throws Exception {
        var results = Practice.at(registry)
                .visit(s3(asked -> asked.isFor("download-s3") ? Optional.of(Reply.of(403)) : Optional.empty()), LITTLE);
        names(results, "download-s3", Set.of());
    }

    @Test
    void everyCheckHasACaseAndARow() throws IOException {
        var checks = Checks.all().stream().map(Check::name).collect(Collectors.toSet());
        assertThat(Checks.all()).hasSameSizeAs(checks);
        var cases = new HashSet<>(ELSEWHERE);
        Cases.all().forEach(one -> cases.add(one.check()));
        assertThat(cases).isEqualTo(checks);
        assertThat(rows()).isEqualTo(checks);
    }

    /** The checks that the page names in the third column of its tables. */
    private static Set<String> rows() throws IOException {
        return Files.readAllLines(Path.of("../docs/aws-assumptions.md")).stream()
                .map(line -> List.of(line.split("\\|", -1)))
                .filter(cells -> cells.size() >= 6)
                .map(cells -> cells.get(3))
                .flatMap(cell -> QUOTED.matcher(cell).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    /** One check fails or warns, others do only where they must. */
    private static void names(List<Result> results, String check, Set<String> also) {
        var named =
                results.stream().filter(one -> one.check().name().equals(check)).findFirst();
        assertThat(named.orElseThrow().finding().isTrouble())
                .as(named.get().finding().toString())
                .isTrue();
        var expected = new HashSet<>(also);
        if (named.get().finding().state() == State.FAILED) {
            expected.add(check);
        }
        assertThat(found(results, State.FAILED).keySet()).isEqualTo(expected);
    }

    private static Set<String> names(List<Result> results, State state) {
        return found(results, state).keySet();
    }

    private static Map<String, String> found(List<Result> results, State state) {
        return results.stream()
                .filter(result -> result.finding().state() == state)
                .collect(Collectors.toMap(
                        result -> result.check().name(),
                        result -> result.finding().found()));
    }

    /** As a distribution does. */
    private static Breakage sendsToTls() {
        return Breakage.instead(
                asked -> Optional.of(Reply.of(301).with("location", "https://localhost" + asked.target())));
    }

    /** Every download URL for one check has been good, an hour ago. */
    private static Breakage expired() {
        return Breakage.answers((asked, reply) ->
                asked.isFor("expired-download") && reply.headers().containsKey("location")
                        ? reply.with("location", moved(reply.header("location"), -1_000_000))
                        : reply);
    }

    private static String moved(String url, long seconds) {
        return EXPIRY.matcher(url)
                .replaceFirst(state -> state.group(1) + (Long.parseLong(state.group(2)) + seconds) + ".");
    }

    /** Blobs are at another host, which takes no Authorization beside a signature. */
    private static Breakage s3(java.util.function.Function<Asked, Optional<Reply>> refusal) {
        return new Breakage(
                asked -> asked,
                asked -> isAtS3(asked) && asked.header("authorization").isPresent()
                        ? Optional.of(Reply.of(400))
                        : isAtS3(asked) ? refusal.apply(asked) : Optional.empty(),
                (asked, reply) -> reply.status() == 307
                        ? reply.with(
                                "location",
                                "http://localhost:" + port(asked)
                                        + reply.header("location").replaceFirst("https?://[^/]+", ""))
                        : reply,
                Long.MAX_VALUE);
    }

    private static boolean isAtS3(Asked asked) {
        return asked.header("host").orElse("").startsWith("localhost");
    }

    private static String port(Asked asked) {
        return Arrays.asList(asked.header("host").orElse("").split(":")).getLast();
    }
}
