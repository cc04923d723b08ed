package dev.slipway.registry.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Errors;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.network.Block;
import dev.slipway.registry.state.InMemoryTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnersTest {

    private static final OwnerName ALICE = new OwnerName("alice");
    private static final OwnerName BOB = new OwnerName("bob");
    private static final OwnerName TEAM = new OwnerName("team");

    private final Owners owners = new Owners(new InMemoryTable(), () -> Instant.parse("2026-11-24T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "alice", "a-b", "a--b", "a__b", "a.b", "team42"})
    void theseAreNames(String name) {
        assertThat(new OwnerName(name)).hasToString(name);
        assertThat(OwnerName.find(name)).contains(new OwnerName(name));
        assertThat(new RepositoryName(name + "/app").owner()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a-",
                "A",
                "a/b",
                "a b",
                "ä",
                "a..b",
                "a___b",
                ".",
                "a\n",
                "a,b",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void theseAreNone(String name) {
        Errors.refused(ErrorCode.NAME_INVALID, () -> new OwnerName(name));
        assertThat(OwnerName.find(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "v2", "token", "slipway", "s1ipway", "1ibrary", "lib-rary", "to.ken", "d0cker"})
    void whatBelongsToTheProductIsReserved(String name) {
        var refused = Errors.refused(
                ErrorCode.NAME_INVALID, () -> owners.create(new OwnerName(name), Owner.Kind.USER, ALICE));

        assertThat(refused.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "alice,al1ce",
        "alice,a-lice",
        "team,tearn",
        "acme,acrne",
        "foo-bar,foobar",
        "foo.bar,foo_bar",
        "web,vveb",
        "b0b,bob",
        "s3,53"
    })
    void whatLooksLikeATakenNameIsRefused(String taken, String other) {
        owners.create(new OwnerName(taken), Owner.Kind.ORGANIZATION, ALICE);

        var refused = Errors.refused(
                ErrorCode.NAME_INVALID, () -> owners.create(new OwnerName(other), Owner.Kind.ORGANIZATION, ALICE));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(owners.find(new OwnerName(other))).isEmpty();
        Errors.refused(ErrorCode.NAME_INVALID, () -> owners.create(new OwnerName(taken), Owner.Kind.USER, ALICE));
    }

    @Test
    void membersComeAndGoButOneAdminStays() {
        people();

        assertThat(owners.setMember(TEAM, BOB, Role.WRITE).members())
                .isEqualTo(Map.of(ALICE, Role.ADMIN, BOB, Role.WRITE));
        assertThat(Errors.refused(ErrorCode.DENIED, () -> owners.removeMember(TEAM, ALICE))
                        .status())
                .isEqualTo(409);
        Errors.refused(ErrorCode.DENIED, () -> owners.setMember(TEAM, ALICE, Role.READ));
        owners.setMember(TEAM, BOB, Role.ADMIN);
        assertThat(owners.removeMember(TEAM, ALICE).members()).isEqualTo(Map.of(BOB, Role.ADMIN));
        assertThat(owners.get(TEAM).role(ALICE)).isEmpty();
    }

    @Test
    void onlyUsersThatThereAreBecomeMembers() {
        people();

        Errors.refused(ErrorCode.NAME_UNKNOWN, () -> owners.setMember(TEAM, new OwnerName("carol"), Role.READ));
        Errors.refused(ErrorCode.NAME_INVALID, () -> owners.setMember(TEAM, TEAM, Role.READ));
        Errors.refused(ErrorCode.NAME_UNKNOWN, () -> owners.setMember(new OwnerName("nobody"), BOB, Role.READ));
        Errors.refused(ErrorCode.NAME_UNKNOWN, () -> owners.removeMember(TEAM, BOB));
    }

    @Test
    void changesAtOnceAreAllMade() throws Exception {
        people();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changes = IntStream.range(0, 4)
                    .<Future<Owner>>mapToObj(number ->
                            threads.submit(() -> owners.setPolicy(TEAM, policy("ci" + number, "1", "repo:*/app"))))
                    .toList();
            for (var change : changes) {
                change.get();
            }
        }

        assertThat(owners.get(TEAM).policies()).hasSize(4);
        assertThat(owners.get(TEAM).version()).isEqualTo(4);
    }

    @Test
    void aPolicyIsKeptWholeReplacedAndRemoved() {
        people();
        var policy = new TrustPolicy(
                "ci",
                "0a1b2c3d",
                "https://issuer.example.com",
                "slip\"way",
                Map.of("sub", "repo:team/*:ref:refs/heads/main", "ref_type", "branch"),
                Set.of(TokenScope.WRITE_PACKAGES, TokenScope.DELETE_PACKAGES),
                List.of(new PackagePattern("team/app"), new PackagePattern("team/web/*")));

        owners.setPolicy(TEAM, policy);
        assertThat(owners.get(TEAM).policies()).containsExactly(policy);

        owners.setPolicy(TEAM, policy("ci", "2", "repo:team/*"));
        assertThat(owners.get(TEAM).policies()).containsExactly(policy("ci", "2", "repo:team/*"));

        assertThat(owners.removePolicy(TEAM, "ci").policies()).isEmpty();
        Errors.refused(ErrorCode.NAME_UNKNOWN, () -> owners.removePolicy(TEAM, "ci"));
    }

    @Test
    void anOwnerHasSoManyPoliciesAndNoMore() {
        people();
        for (var number = 0; number < Owners.MOST_POLICIES; number++) {
            owners.setPolicy(TEAM, policy("ci" + number, "1", "x"));
        }

        Errors.refused(ErrorCode.DENIED, () -> owners.setPolicy(TEAM, policy("more", "1", "x")));
        owners.setPolicy(TEAM, policy("ci0", "2", "x"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "repo:acme/app | repo:acme/app | true",
                "repo:acme/app | repo:acme/apps | false",
                "repo:acme/* | repo:acme/app:ref:refs/heads/main | true",
                "repo:acme/* | repo:acme2/app | false",
                "repo:acme/*:ref:refs/heads/* | repo:acme/app:ref:refs/heads/main | true",
                "repo:acme/*:ref:refs/heads/* | repo:acme/app:ref:refs/tags/1 | false",
                "*main | refs/heads/main | true",
                "*main | refs/heads/main2 | false",
                "a*b*c | abc | true",
                "a*b*c | acb | false",
                "ab*ba | aba | false",
                "a*a | a | false",
                "a**a | aa | true",
                "refs/heads/[a-z]+ | refs/heads/main | false",
                "repo:ACME/app | repo:acme/app | false"
            },
            delimiter = '|')
    void aStarStandsForAnyRunOfCharacters(String pattern, String text, boolean matches) {
        assertThat(ClaimPattern.matches(pattern, text)).isEqualTo(matches);
    }

    @Property
    void everyTextMatchesItselfAndAStar(@ForAll String text) {
        var plain = text.replace("*", "");
        assertThat(ClaimPattern.matches(plain, plain)).isTrue();
        assertThat(ClaimPattern.matches("*", text)).isTrue();
        assertThat(ClaimPattern.matches(plain + "*", plain + "x")).isTrue();
    }

    private void people() {
        owners.create(ALICE, Owner.Kind.USER, ALICE);
        owners.create(BOB, Owner.Kind.USER, BOB);
        owners.create(TEAM, Owner.Kind.ORGANIZATION, ALICE);
    }

    private static TrustPolicy policy(String name, String revision, String subject) {
        return new TrustPolicy(
                name,
                revision,
                "https://issuer.example.com",
                "slipway",
                Map.of("sub", subject),
                Set.of(TokenScope.READ_PACKAGES),
                List.of());
    }

    @Test
    void networksAreKeptInOrderAndOnce() {
        owners.create(TEAM, Owner.Kind.ORGANIZATION, ALICE);
        var blocks = Stream.of("2001:db8::/32", "198.51.100.0/24", "192.0.2.0/24", "192.0.2.0/24")
                .map(Block::parse)
                .toList();

        assertThat(owners.setNetworks(TEAM, blocks).networks())
                .extracting(Block::toString)
                .containsExactly("192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32");
        var kept = owners.get(TEAM);
        assertThat(kept.networks()).hasSize(3);
        assertThat(kept.network(Block.address("198.51.100.7").orElseThrow()))
                .map(Block::toString)
                .contains("198.51.100.0/24");
        assertThat(kept.network(Block.address("203.0.113.7").orElseThrow())).isEmpty();
        owners.create(BOB, Owner.Kind.USER, BOB);
        assertThat(owners.setMember(TEAM, BOB, Role.READ).networks()).hasSize(3);
        assertThat(owners.setNetworks(TEAM, List.of()).networks()).isEmpty();
        assertThat(owners.get(TEAM).networks()).isEmpty();
        var many = IntStream.range(0, 51)
                .mapToObj(i -> Block.parse("10." + i + ".0.0/16"))
                .toList();
        Errors.refused(ErrorCode.DENIED, () -> owners.setNetworks(TEAM, many));
    }
}
