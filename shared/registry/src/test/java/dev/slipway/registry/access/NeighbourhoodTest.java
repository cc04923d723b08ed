package dev.slipway.registry.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Stores;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.network.Block;
import dev.slipway.registry.network.PublishedRanges;
import dev.slipway.registry.network.RegionAddresses;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.state.Calls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is sent to the bucket: the region has 3.80.0.0/12; alice has networks of her own, the team has others. */
final class NeighbourhoodTest {

    private static final String HOST = "registry.example.com";
    private static final String DOCUMENT = """
            {"syncToken": "1", "ipv6_prefixes": [], "prefixes": [
              {"ip_prefix": "3.80.0.0/12", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1"}]}""";

    private final Stores stores = new Stores();
    private final RegionAddresses addresses = new RegionAddresses();

    @BeforeEach
    void make() throws IOException {
        Tokens.keep(stores.table());
        var owners = stores.registry().owners();
        var alice = new OwnerName("alice");
        owners.create(alice, Owner.Kind.USER, alice);
        owners.create(new OwnerName("team"), Owner.Kind.ORGANIZATION, alice);
        owners.create(new OwnerName("far"), Owner.Kind.ORGANIZATION, alice);
        owners.setNetworks(alice, blocks("192.0.2.0/24", "2001:db8::/32"));
        owners.setNetworks(new OwnerName("team"), blocks("192.0.2.128/25", "198.51.100.0/24"));
        RegionAddresses.keep(
                stores.table(), PublishedRanges.read(new ByteArrayInputStream(DOCUMENT.getBytes(UTF_8)), "us-east-1"));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alice/app          | 192.0.2.1      | 192.0.2.0/24
            alice/app          | 2001:db8:1::1  | 2001:db8::/32
            alice/app          | 2001:db9::1    | ''
            alice/app          | 198.51.100.1   | ''
            alice/app          | 3.81.0.1       | 3.80.0.0/12
            alice/app          | ::ffff:3.81.0.1 | 3.80.0.0/12
            team/app           | 198.51.100.1   | 198.51.100.0/24
            team/app           | 192.0.2.1      | ''
            far/app            | 192.0.2.1      | ''
            far/app            | 3.81.0.1       | 3.80.0.0/12
            alice/app team/app | 192.0.2.200    | 192.0.2.128/25
            team/app alice/app | 192.0.2.200    | 192.0.2.128/25
            alice/app team/app | 192.0.2.1      | ''
            alice/app far/app  | 192.0.2.1      | ''
            alice/app far/app  | 3.81.0.1       | 3.80.0.0/12
            nobody/app         | 3.81.0.1       | ''
            ''                 | 3.81.0.1       | ''
            alice/app          | unknown        | ''
            """)
    void theNetworkIsOneOfAllThatWasGranted(String repositories, String address, String network) {
        var asked = Arrays.stream(repositories.split(" "))
                .filter(name -> !name.isEmpty())
                .map(RepositoryName::new)
                .toList();
        var viewer = new Viewer("https", HOST, address);

        assertThat(grant(asked, viewer).near().map(Block::toString).orElse("")).isEqualTo(network);
    }

    /** What a token says is of use in that network alone. */
    @Test
    void aTokenCarriesItAndNoFurther() {
        var grant = grant(List.of(new RepositoryName("alice/app")), new Viewer("https", HOST, "192.0.2.1"));
        var token = stores.tokens().issue(grant, HOST).token();
        var read = stores.tokens().verify(token, HOST).orElseThrow().grant();

        assertThat(read.near()).isEqualTo(grant.near());
        assertThat(read.isNear(new Viewer("https", HOST, "192.0.2.99"))).isTrue();
        assertThat(read.isNear(new Viewer("https", HOST, "192.0.3.1"))).isFalse();
        assertThat(read.isNear(new Viewer("https", HOST, "3.81.0.1"))).isFalse();
        assertThat(read.isNear(new Viewer("https", HOST, "nonsense"))).isFalse();
        assertThat(read.in(Optional.empty()).isNear(new Viewer("https", HOST, "192.0.2.99")))
                .isFalse();
    }

    @Test
    void theRegionsAddressesAreReadAlongOnceAnHour() throws IOException {
        var calls = new Calls();
        var signIn = stores.registry(calls).signIn();
        var question = new SignIn.Question(List.of(), List.of(), Optional.of(addresses));
        var inside = Block.address("3.81.0.1").orElseThrow();

        signIn.anonymous(question);
        var next = DOCUMENT.replace("\"1\"", "\"2\"").replace("3.80.0.0/12", "5.0.0.0/12");
        RegionAddresses.keep(
                stores.table(), PublishedRanges.read(new ByteArrayInputStream(next.getBytes(UTF_8)), "us-east-1"));
        stores.pass(Duration.ofMinutes(59));
        signIn.anonymous(question);
        assertThat(addresses.containing(inside)).isPresent();
        stores.pass(Duration.ofMinutes(1));
        signIn.anonymous(question);

        assertThat(addresses.containing(inside)).isEmpty();
        assertThat(calls.counts()).isEqualTo(Map.of("Table.getAll", 3));
    }

    private Grant grant(List<RepositoryName> asked, Viewer viewer) {
        var signIn = stores.registry().signIn();
        var caller = signIn.signIn(
                Credentials.of("alice", Tokens.SECRET),
                IdTokens.NONE,
                new SignIn.Question(asked, List.of(), Optional.of(addresses)),
                viewer);
        var scopes = asked.stream().map(name -> Scope.of(name, Action.PULL)).toList();
        var grant = Grants.of(caller, scopes, YearMonth.of(2026, 11));
        return grant.in(Neighbourhood.of(caller, grant, viewer, addresses));
    }

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Block::parse).toList();
    }
}
