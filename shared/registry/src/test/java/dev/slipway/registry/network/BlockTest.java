package dev.slipway.registry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0/24",
        "0.0.0.0/0, 0.0.0.0/0",
        "255.255.255.255/32, 255.255.255.255/32",
        "3.80.0.0/12, 3.80.0.0/12",
        "2600:1f18::/33, 2600:1f18::/33",
        "2001:DB8:0:0:1:0:0:0/80, 2001:db8:0:0:1::/80",
        "::/0, ::/0",
        "::1/128, ::1/128",
        "1:0:0:2::/64, 1:0:0:2::/64",
        "::ffff:10.0.0.0/104, 10.0.0.0/8",
    })
    void isWrittenInItsShortestForm(String text, String written) {
        assertThat(Block.parse(text)).hasToString(written);
        assertThat(Block.parse(written)).isEqualTo(Block.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/x",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0/8",
                "10/8",
                "010.0.0.0/8",
                "10.0.0.256/32",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "0x0a.0.0.0/8",
                "localhost/8",
                "a.b.c.d/8",
                ":/8",
                ":::/8",
                "fe80::1%eth0/128",
                "1::/129",
                "1::1/64",
                "[::]/0",
                "10.0.0.0/8 ",
                "10.0.0.0/8/8",
                "1.2.3.4:80/32",
                "10.0.0.0/9999"
            })
    void anythingElseIsNone(String text) {
        assertThatThrownBy(() -> Block.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhichBlockWasMeant() {
        assertThatThrownBy(() -> Block.parse("10.9.8.7/16"))
                .hasMessage("begins within a block; the whole one is 10.9.0.0/16");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, true",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.0/24, 192.0.1.255, false",
        "192.0.2.0/24, ::ffff:192.0.2.7, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 10.0.0.1, true",
        "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "2001:db8::/65, 2001:db8::7fff:ffff:ffff:ffff, true",
        "::1/128, ::1, true",
        "::1/128, ::2, false",
    })
    void containsAnAddress(String block, String address, boolean contained) {
        assertThat(Block.parse(block).contains(Block.address(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.4.5", "300.1.1.1", "::g", "1.2.3.4:80", "unknown"})
    void anAddressIsALiteral(String text) {
        assertThat(Block.address(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, false", "10.0.0.0/7, true", "2001::/16, false", "2000::/15, true", "::/0, true"})
    void someAreTooWideForANetwork(String text, boolean tooWide) {
        assertThat(Block.parse(text).isTooWide()).isEqualTo(tooWide);
    }

    @Test
    void severalBecomeAsFewAsCanBe() {
        assertThat(merged("10.0.0.0/9", "10.128.0.0/10", "10.192.0.0/10", "10.1.0.0/16", "9.0.0.0/8"))
                .containsExactly("9.0.0.0/8", "10.0.0.0/8");
        assertThat(merged("10.64.0.0/10", "10.128.0.0/10")).containsExactly("10.64.0.0/10", "10.128.0.0/10");
        assertThat(merged("0.0.0.0/1", "128.0.0.0/1")).containsExactly("0.0.0.0/0");
        assertThat(merged("8000::/1", "::/1")).containsExactly("::/0");
    }

    private static List<String> merged(String... texts) {
        var blocks = Blocks.of(List.of(texts).stream().map(Block::parse).toList());
        return List.of(texts).stream()
                .map(text -> blocks.containing(Block.address(text.substring(0, text.indexOf('/')))
                                .orElseThrow())
                        .orElseThrow()
                        .toString())
                .distinct()
                .sorted((one, other) -> Block.parse(one).compareTo(Block.parse(other)))
                .toList();
    }

    /** Whatever is merged, just the same addresses are found, also after it was kept. */
    @Test
    void findsWhatALookAtEachOneFinds() {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var all = new ArrayList<Block>();
            for (var i = 0; i < random.nextInt(40); i++) {
                all.add(address(random).within(96 + 16 + random.nextInt(17)));
            }
            var blocks = Blocks.unpack(Blocks.of(all).packed());
            assertThat(blocks.count()).isLessThanOrEqualTo(all.size());
            IntStream.range(0, 200).forEach(i -> {
                var address = address(random);
                var found = blocks.containing(address);
                assertThat(found.isPresent()).isEqualTo(all.stream().anyMatch(block -> block.contains(address)));
                found.ifPresent(block -> assertThat(block.contains(address)).isTrue());
            });
        }
    }

    /** Of few, so that they meet. */
    private static Block address(Random random) {
        return Block.address("10.0." + random.nextInt(4) + "." + random.nextInt(256))
                .orElseThrow();
    }
}
