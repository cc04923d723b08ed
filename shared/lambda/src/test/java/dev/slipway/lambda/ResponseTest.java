package dev.slipway.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ResponseTest {

    private static final Response FIRST =
            Response.of(200).header("a", 1).header("b", "two").body("text/plain", "body");

    @Test
    void eachHeaderIsSaidOnceInTheOrderOfTheFirstTime() throws IOException {
        assertThat(written(FIRST.header("b", "2").header("c", "3").header("a", "one")))
                .contains("\"headers\":{\"a\":\"one\",\"b\":\"2\",\"content-type\":\"text/plain\",\"c\":\"3\"}");
    }

    @Test
    void aHeaderMoreChangesNothingInTheResponseBefore() throws IOException {
        var before = written(FIRST);
        var more = FIRST.header("b", "2");

        assertThat(written(FIRST)).isEqualTo(before);
        assertThat(FIRST.headers()).containsEntry("b", "two");
        assertThat(more.headers()).containsEntry("b", "2");
    }

    @Test
    void aHeaderIsFoundByItsName() {
        assertThat(FIRST.header("b")).contains("two");
        assertThat(FIRST.header("two")).isEmpty();
        assertThat(Response.of(404).header("b")).isEmpty();
    }

    @Test
    void itIsAsLongAsItIsOnTheWire() {
        var text = "HTTP/1.1 200 OK\r\na: 1\r\nb: two\r\ncontent-type: text/plain\r\n\r\nbody";
        assertThat(FIRST.length()).isEqualTo(text.length());
    }

    private static String written(Response response) throws IOException {
        var out = new ByteArrayOutputStream();
        response.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
