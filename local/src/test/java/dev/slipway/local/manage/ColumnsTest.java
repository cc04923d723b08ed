package dev.slipway.local.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void everyColumnIsAsWideAsItsLongestText() {
        assertThat(Columns.lines(
                        List.of("A", "LONG NAME", "C"), List.of(List.of("text", "x", "y"), List.of("", "", ""))))
                .containsExactly("A     LONG NAME  C", "text  x          y", "");
    }

    @Test
    void nothingIsCutAndNothingIsObeyed() {
        var text = "x".repeat(500);
        assertThat(Columns.lines(List.of("A", "B"), List.of(List.of(text, "é\u001b[0m\n\u202e😀"))))
                .containsExactly("A" + " ".repeat(501) + "B", text + "  é?[0m??😀");
    }
}
