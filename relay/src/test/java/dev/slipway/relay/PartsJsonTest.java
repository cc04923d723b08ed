package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PartsJsonTest {

    /** A blob of 5 GiB is added in one call. */
    @Test
    void writesTheLongestListThatThereIsInFewBytes() {
        var parts = IntStream.rangeClosed(1, 640)
                .mapToObj(number -> new SentPart(number, "\"0123456789abcdef0123456789abcdef\"", 8 << 20))
                .toList();
        assertThat(PartsJson.list(0, parts)).hasSizeLessThan(Transfer.SMALL_BODY / 64);
    }
}
