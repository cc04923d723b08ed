package dev.slipway.registry.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.Keys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document as AWS publishes it, with ranges of all kinds. */
final class PublishedRangesTest {

    static final String DOCUMENT = """
            {
              "syncToken": "1795521600",
              "createDate": "2026-11-24-12-00-00",
              "prefixes": [
                {"ip_prefix": "3.80.0.0/12", "region": "us-east-1", "service": "AMAZON", "network_border_group": "us-east-1"},
                {"ip_prefix": "3.80.0.0/13", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1"},
                {"ip_prefix": "3.88.0.0/13", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1"},
                {"ip_prefix": "15.181.0.0/20", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1-bos-1"},
                {"ip_prefix": "34.228.4.208/28", "region": "us-east-1", "service": "CODEBUILD", "network_border_group": "us-east-1"},
                {"ip_prefix": "52.216.0.0/15", "region": "us-east-1", "service": "S3", "network_border_group": "us-east-1"},
                {"ip_prefix": "13.32.0.0/15", "region": "GLOBAL", "service": "CLOUDFRONT", "network_border_group": "GLOBAL"},
                {"ip_prefix": "18.194.0.0/15", "region": "eu-central-1", "service": "EC2", "network_border_group": "eu-central-1"}
              ],
              "ipv6_prefixes": [
                {"ipv6_prefix": "2600:1f18::/33", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1"},
                {"ipv6_prefix": "2a05:d014::/36", "region": "eu-central-1", "service": "EC2", "network_border_group": "eu-central-1",
                 "more": {"of": ["later", 1]}}
              ]
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "us-east-1, 3.81.0.1, 3.80.0.0/12",
        "us-east-1, 3.95.255.255, 3.80.0.0/12",
        "us-east-1, 34.228.4.209, 34.228.4.208/28",
        "us-east-1, 2600:1f18:7fff::1, 2600:1f18::/33",
        "us-east-1, 15.181.0.1, ''",
        "us-east-1, 52.216.0.1, ''",
        "us-east-1, 13.32.0.1, ''",
        "us-east-1, 18.194.0.1, ''",
        "us-east-1, 2600:1f18:8000::1, ''",
        "eu-central-1, 18.195.0.1, 18.194.0.0/15",
        "eu-central-1, 2a05:d014:fff::, 2a05:d014::/36",
        "eu-central-1, 3.81.0.1, ''",
    })
    void aClientOfTheRegionIsFound(String region, String address, String block) throws IOException {
        var ranges = read(DOCUMENT, region);

        assertThat(ranges.version()).isEqualTo("1795521600");
        assertThat(ranges.blocks().containing(Block.address(address).orElseThrow()))
                .map(Block::toString)
                .isEqualTo(Optional.of(block).filter(text -> !text.isEmpty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3.80.0.0/13                   | 3.80.0.0/99     | the address ranges have "3.80.0.0/99", which has a longer prefix
            3.80.0.0/13                   | 3.80.0.1/13     | the address ranges have "3.80.0.1/13", which begins within a block
            "ip_prefix": "3.80.0.0/13",   | ''              | the address ranges have "", which is no block of addresses
            3.80.0.0/13                   | 0.0.0.0/0       | the address ranges have 0.0.0.0/0, which is too wide
            2600:1f18::/33                | ::/0            | the address ranges have ::/0, which is too wide
            "prefixes"                    | "prefix"        | the address ranges have no prefixes
            "ipv6_prefixes"               | "others"        | the address ranges have no ipv6_prefixes
            "syncToken"                   | "token"         | the address ranges have no syncToken
            us-east-1                     | us-east-9       | the address ranges have none of us-east-1
            "prefixes": [                 | "prefixes": {}, "x": [ | the address ranges have prefixes that are no list
            "prefixes": [                 | "prefixes": [1, | the address ranges have prefixes that are no objects
            """)
    void anotherDocumentIsRefused(String what, String other, String message) {
        var changed = DOCUMENT.replace(what, other);

        assertThat(changed).isNotEqualTo(DOCUMENT);
        assertThatThrownBy(() -> read(changed, "us-east-1"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void oneThatBreaksOffAnywhereIsRefused() {
        var whole = DOCUMENT.strip();
        for (var length = 0; length < whole.length(); length++) {
            var cut = whole.substring(0, length);
            assertThatThrownBy(() -> read(cut, "us-east-1")).as(cut).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> read(whole + "{}", "us-east-1"))
                .hasMessage("the address ranges go on after their end");
    }

    @Test
    void whatIsKeptIsBelievedForAnHour() throws IOException {
        var table = new InMemoryTable();
        var inside = Block.address("3.81.0.1").orElseThrow();
        var addresses = new RegionAddresses();
        var now = Instant.parse("2026-11-24T12:00:00Z");

        assertThat(addresses.due(now)).containsExactly(Keys.ADDRESSES);
        addresses.note(table.getAll(addresses.due(now)), now);
        assertThat(addresses.containing(inside)).isEmpty();
        assertThat(addresses.due(now.plusSeconds(3599))).isEmpty();

        assertThat(RegionAddresses.keep(table, read(DOCUMENT, "us-east-1"))).isTrue();
        assertThat(RegionAddresses.keep(table, read(DOCUMENT, "us-east-1"))).isFalse();
        addresses.note(table.getAll(addresses.due(now)), now);
        assertThat(addresses.containing(inside)).isEmpty();

        var later = now.plus(Duration.ofHours(1));
        addresses.note(table.getAll(addresses.due(later)), later);
        assertThat(addresses.containing(inside)).map(Block::toString).contains("3.80.0.0/12");

        var next = DOCUMENT.replace("1795521600", "1795525200").replace("3.80.0.0/13", "5.0.0.0/13");
        assertThat(RegionAddresses.keep(table, read(next, "us-east-1"))).isTrue();
        var muchLater = later.plus(Duration.ofHours(1));
        addresses.note(table.getAll(addresses.due(muchLater)), muchLater);
        assertThat(addresses.containing(inside)).isEmpty();
    }

    private static PublishedRanges read(String document, String region) throws IOException {
        return PublishedRanges.read(new ByteArrayInputStream(document.getBytes(UTF_8)), region);
    }
}
