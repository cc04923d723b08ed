package dev.slipway.registry.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.MultipartUploads.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The part of {@link MultipartUploadsContract} about URLs that take a part. */
interface PartUrls {

    HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** An HMAC-SHA256 in hexadecimal digits. */
    Pattern SIGNATURE = Pattern.compile("(?<![0-9a-f])[0-9a-f]{63}([0-9a-f])(?![0-9a-f])");

    Duration VALIDITY = Duration.ofMinutes(5);

    /** The uploads under test. */
    MultipartUploads uploads();

    /** Where their objects go. */
    Bucket bucket();

    @Test
    default void aUrlTakesAPart() throws Exception {
        var key = Fresh.object();
        var upload = uploads().begin(key);
        var content = new byte[MultipartUploads.SMALLEST_PART + 1];
        content[5] = 5;

        var answer = put(uploads().partUrl(key, upload, 1, VALIDITY), content);
        assertThat(answer.statusCode()).isEqualTo(200);
        var tag = answer.headers().firstValue("etag").orElseThrow();
        var last = uploads().put(key, upload, 2, new byte[] {1});

        assertThat(uploads().complete(key, upload, List.of(new Part(1, tag), last)))
                .isPresent();
        try (var stream = bucket().open(key).orElseThrow()) {
            assertThat(stream.readNBytes(content.length)).isEqualTo(content);
            assertThat(stream.readAllBytes()).containsExactly(1);
        }
    }

    @Test
    default void aUrlTakesItsPartAgain() throws Exception {
        var key = Fresh.object();
        var upload = uploads().begin(key);
        var url = uploads().partUrl(key, upload, 1, VALIDITY);

        var first = put(url, new byte[] {1, 1}).headers().firstValue("etag").orElseThrow();
        var again = put(url, new byte[] {1, 1}).headers().firstValue("etag").orElseThrow();

        assertThat(again).isEqualTo(first);
        assertThat(uploads().complete(key, upload, List.of(new Part(1, again)))).isPresent();
    }

    @Test
    default void refusesAUrlThatWasAltered() throws Exception {
        var key = Fresh.object();
        var upload = uploads().begin(key);
        var url = uploads().partUrl(key, upload, 1, VALIDITY).toString();
        var signature = SIGNATURE.matcher(url);
        assertThat(signature.find()).isTrue();
        var digit = signature.group(1).equals("0") ? "1" : "0";
        var forged = url.substring(0, signature.start(1)) + digit + url.substring(signature.end(1));
        var moved = url.replace(key.value(), Fresh.object().value());
        assertThat(moved).isNotEqualTo(url);

        for (var altered : List.of(forged, moved)) {
            assertThat(put(URI.create(altered), new byte[] {1}).statusCode()).isEqualTo(403);
        }
    }

    @Test
    default void refusesAUrlThatHasExpired() throws Exception {
        var key = Fresh.object();
        var url = uploads().partUrl(key, uploads().begin(key), 1, Duration.ofSeconds(1));
        var end = Instant.now().plusSeconds(30);

        var status = put(url, new byte[] {1}).statusCode();
        while (status != 403 && Instant.now().isBefore(end)) {
            Thread.sleep(200);
            status = put(url, new byte[] {1}).statusCode();
        }

        assertThat(status).isEqualTo(403);
    }

    @Test
    default void refusesToReadThroughAUrl() throws Exception {
        var key = Fresh.object();
        var url = uploads().partUrl(key, uploads().begin(key), 1, VALIDITY);

        var answer = CLIENT.send(
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding());

        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @Test
    default void aUrlOfAForgottenUploadTakesNothing() throws Exception {
        var key = Fresh.object();
        var upload = uploads().begin(key);
        var url = uploads().partUrl(key, upload, 1, VALIDITY);
        uploads().abort(key, upload);

        assertThat(put(url, new byte[] {1}).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<Void> put(URI url, byte[] content) throws IOException, InterruptedException {
        BodyPublisher body = BodyPublishers.ofByteArray(content);
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(60))
                .PUT(body)
                .build();
        return CLIENT.send(request, BodyHandlers.discarding());
    }
}
