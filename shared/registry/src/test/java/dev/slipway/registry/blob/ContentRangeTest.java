package dev.slipway.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Errors;
import dev.slipway.registry.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentRangeTest {

    @Test
    void aRangeIsReadWithBothEnds() {
        assertThat(ContentRange.parse("0-0").length()).isOne();
        assertThat(ContentRange.parse("5-14")).isEqualTo(new ContentRange(5, 14));
        assertThat(ContentRange.parse("0-999999999999999").length()).isEqualTo(1_000_000_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "0",
                "0-",
                "-0",
                "0--1",
                "5-4",
                "bytes 0-5",
                "bytes=0-5",
                "0-5/6",
                "0 - 5",
                "a-b",
                "0-1-2",
                "0-1000000000000000",
                "٠-٩",
                "+1-2"
            })
    void anythingElseIsRefused(String text) {
        Errors.refused(ErrorCode.BLOB_UPLOAD_INVALID, () -> ContentRange.parse(text));
    }
}
