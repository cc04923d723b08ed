package dev.slipway.local.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.store.FileBucket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileOriginTest {

    private static final String PATH = "/blobs/sha256/ab/1";
    private static final String DIGITS = "0123456789";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void takesWhatHasTheRightChecksumAndGivesItBack() throws Exception {
        var put = put(DIGITS, sha256(DIGITS));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.headers()).containsKey("etag").containsEntry("x-amz-checksum-sha256", List.of(sha256(DIGITS)));
        var got = get(Map.of());
        assertThat(got.status()).isEqualTo(200);
        assertThat(text(got)).isEqualTo(DIGITS);
        assertThat(got.headers())
                .containsEntry("accept-ranges", List.of("bytes"))
                .containsEntry("content-type", List.of("application/octet-stream"))
                .containsEntry("etag", put.headers().get("etag"));
    }

    @Test
    void refusesAnotherChecksumAndOneThatIsNone() throws Exception {
        var wrong = put(DIGITS, sha256("other"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(text(wrong)).contains("<Code>BadDigest</Code>");
        for (var checksum : List.of("AAAA", "%%%", sha256(DIGITS) + "AAAA")) {
            assertThat(text(put(DIGITS, checksum))).contains("<Code>InvalidRequest</Code>");
        }
        assertThat(get(Map.of()).status()).isEqualTo(404);
    }

    @Test
    void keepsNothingOfABodyThatEndsTooEarly() throws Exception {
        var hello = new ByteArrayInputStream("hello".getBytes(UTF_8));
        var request = new OriginRequest("PUT", PATH, "", Map.of(), "", 10, hello);
        assertThatThrownBy(() -> handle(request)).isInstanceOf(ViewerGoneException.class);
        assertThat(get(Map.of()).status()).isEqualTo(404);
    }

    @Test
    void asksForALength() throws Exception {
        var answer = handle(new OriginRequest("PUT", PATH, "", Map.of(), "", -1, InputStream.nullInputStream()));
        assertThat(answer.status()).isEqualTo(411);
    }

    @Test
    void doesNotFindWhatIsNotThereOrCannotBeAKey() throws Exception {
        for (var path : List.of("/blobs/sha256/ab/2", "/", "/blobs/../../etc/passwd", "/blobs/%2e%2e/x", "/blobs//a")) {
            var answer = handle(request("GET", path, Map.of()));
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(text(answer)).contains("<Code>NoSuchKey</Code>");
        }
    }

    @Test
    void knowsNoOtherMethods() throws Exception {
        assertThat(handle(request("DELETE", PATH, Map.of())).status()).isEqualTo(405);
    }

    @Test
    void answersAHeadWithTheLength() throws Exception {
        put(DIGITS, sha256(DIGITS));
        assertThat(handle(request("HEAD", PATH, Map.of())).headers()).containsEntry("content-length", List.of("10"));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0-0",
        "bytes=2-4, 234, 2-4",
        "bytes=7-, 789, 7-9",
        "bytes=7-99, 789, 7-9",
        "bytes=0-, 0123456789, 0-9",
        "bytes=-3, 789, 7-9",
        "bytes=-99, 0123456789, 0-9",
        "bytes=9-99999999999999999999, 9, 9-9",
    })
    void sendsARange(String range, String content, String sent) throws Exception {
        put(DIGITS, sha256(DIGITS));
        var answer = get(Map.of("range", range));
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.headers()).containsEntry("content-range", List.of("bytes " + sent + "/10"));
        assertThat(text(answer)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-"})
    void saysWhenNoByteIsInTheRange(String range) throws Exception {
        put(DIGITS, sha256(DIGITS));
        var answer = get(Map.of("range", range));
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.headers()).containsEntry("content-range", List.of("bytes */10"));
        assertThat(text(answer)).contains("<Code>InvalidRange</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=4-2", "bytes=-", "bytes=a-b", "lines=0-1", "bytes 0-1", "0-1"})
    void sendsEverythingForWhatIsNotOneRange(String range) throws Exception {
        put(DIGITS, sha256(DIGITS));
        var answer = get(Map.of("range", range));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo(DIGITS);
    }

    @Test
    void sendsAnEmptyObjectAndNoRangeOfIt() throws Exception {
        put("", sha256(""));
        assertThat(text(get(Map.of()))).isEmpty();
        assertThat(get(Map.of("range", "bytes=0-")).status()).isEqualTo(416);
    }

    @Test
    void sendsARangeOnlyOfTheCopyThatIsMeant() throws Exception {
        put(DIGITS, sha256(DIGITS));
        var tag = get(Map.of()).headers().getOrDefault("etag", List.of()).getFirst();
        assertThat(get(Map.of("range", "bytes=1-2", "if-range", tag)).status()).isEqualTo(206);
        assertThat(get(Map.of("range", "bytes=1-2", "if-range", "\"other\"")).status())
                .isEqualTo(200);
    }

    @Test
    void sendsNothingToWhoHasItAndRefusesWhoExpectsAnother() throws Exception {
        put(DIGITS, sha256(DIGITS));
        var tag = get(Map.of()).headers().getOrDefault("etag", List.of()).getFirst();
        assertThat(get(Map.of("if-none-match", "\"a\", " + tag)).status()).isEqualTo(304);
        assertThat(get(Map.of("if-none-match", "*")).status()).isEqualTo(304);
        assertThat(get(Map.of("if-none-match", "\"a\"")).status()).isEqualTo(200);
        assertThat(get(Map.of("if-match", tag)).status()).isEqualTo(200);
        assertThat(get(Map.of("if-match", "\"a\"")).status()).isEqualTo(412);
    }

    private Answer put(String content, String checksum) throws IOException {
        var bytes = content.getBytes(UTF_8);
        return handle(new OriginRequest(
                "PUT",
                PATH,
                "",
                Map.of("x-amz-checksum-sha256", List.of(checksum)),
                "",
                bytes.length,
                new ByteArrayInputStream(bytes)));
    }

    private Answer get(Map<String, String> headers) throws IOException {
        return handle(request("GET", PATH, headers));
    }

    private static OriginRequest request(String method, String path, Map<String, String> headers) {
        var lists = new TreeMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new OriginRequest(method, path, "", lists, "", 0, InputStream.nullInputStream());
    }

    private Answer handle(OriginRequest request) throws IOException {
        var answers = new ArrayList<Answer>();
        new FileOrigin(FileBucket.open(folder)).handle(request, answers::add);
        return answers.getFirst();
    }

    private static String text(Answer answer) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var body = answer.body()) {
            body.writeTo(out);
        }
        return out.toString(ISO_8859_1);
    }

    private static String sha256(String content) {
        return Base64.getEncoder().encodeToString(hash(content.getBytes(UTF_8)));
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
