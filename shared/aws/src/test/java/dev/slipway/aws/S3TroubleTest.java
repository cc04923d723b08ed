package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploads.Part;
import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3 does when it is busy, when a line breaks, or when it says late that it failed. */
class S3TroubleTest {

    private static final ObjectKey KEY = new ObjectKey("blobs/sha256/abc/1");
    private static final ObjectKey OTHER = new ObjectKey("blobs/sha256/abc/2");
    private static final Instant STORED = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<Part> PARTS = List.of(new Part(1, "\"tag\""));

    private ScriptedServer s3;
    private Bucket bucket;
    private MultipartUploads uploads;

    @BeforeEach
    void start() throws IOException {
        s3 = new ScriptedServer();
        var registry = AwsUnderTest.wired(URI.create("http://127.0.0.1:9"), s3.url());
        bucket = registry.bucket();
        uploads = registry.uploads();
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void aPutCarriesItsHashAndNothingUnasked() {
        s3.answersXml(200, "");

        bucket.put(KEY, new byte[0]);

        assertThat(s3.received().getFirst().headers())
                .containsEntry("x-amz-checksum-sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
                .containsEntry("content-type", "application/octet-stream")
                .doesNotContainKeys("x-amz-trailer", "x-amz-sdk-checksum-algorithm", "content-encoding");
    }

    @Test
    void aBusyBucketIsAskedAgain() {
        s3.answersXml(503, error("SlowDown")).hangsUp().answersXml(200, "");

        bucket.put(KEY, new byte[] {1});

        assertThat(s3.received()).hasSize(3);
    }

    @Test
    void aBucketThatStaysBusyIsTooMuch() {
        for (var attempt = 0; attempt < 8; attempt++) {
            s3.answersXml(503, error("SlowDown"));
        }

        assertThatThrownBy(() -> bucket.delete(KEY)).isInstanceOf(RegistryException.class);
    }

    @Test
    void aPageIsFilledThoughS3AnswersFewerThanAsked() {
        s3.answersXml(200, listing(true, "a/1", "a/2")).answersXml(200, listing(false, "a/3"));

        var page = bucket.page("a/", "", 5);

        assertThat(page)
                .containsExactly(
                        new ListedObject("a/1", 7, STORED),
                        new ListedObject("a/2", 7, STORED),
                        new ListedObject("a/3", 7, STORED));
        assertThat(s3.received()).hasSize(2);
        assertThat(s3.received().getFirst().target().getRawQuery())
                .contains("max-keys=5")
                .doesNotContain("start-after");
        assertThat(s3.received().getLast().target().getRawQuery())
                .contains("max-keys=3")
                .contains("start-after=a%2F2");
    }

    private static String listing(boolean more, String... keys) {
        var contents = Arrays.stream(keys)
                .map(key -> "<Contents><Key>%s</Key><Size>7</Size><LastModified>%s</LastModified></Contents>"
                        .formatted(key, STORED))
                .collect(Collectors.joining());
        return "<ListBucketResult><IsTruncated>%s</IsTruncated>%s</ListBucketResult>".formatted(more, contents);
    }

    /** S3 may say 200 first and find out then that it could not copy. */
    @Test
    void aCopyThatFailsLateIsMadeAgain() {
        s3.answersXml(200, error("InternalError"))
                .answersXml(200, "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>")
                .answers(200, "application/octet-stream", "");

        bucket.copy(KEY, OTHER);

        assertThat(s3.received()).extracting(ScriptedServer.Received::method).containsExactly("PUT", "PUT", "HEAD");
        assertThat(s3.received().getFirst().headers())
                .containsEntry("x-amz-checksum-algorithm", "SHA256")
                .hasEntrySatisfying(
                        "x-amz-copy-source", source -> assertThat(source).endsWith("/" + KEY));
    }

    @Test
    void anUploadThatIsGoneWasCompletedWhereItsObjectIs() {
        s3.hangsUp().answersXml(404, error("NoSuchUpload")).answers(200, "application/octet-stream", "");

        assertThat(uploads.complete(KEY, "u", PARTS)).isPresent();
    }

    @Test
    void anUploadThatIsGoneIsNothingWhereNoObjectIs() {
        s3.answersXml(404, error("NoSuchUpload")).answersXml(404, "");

        assertThat(uploads.complete(KEY, "u", PARTS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidPart", "InvalidPartOrder", "EntityTooSmall"})
    void badPartsMakeNothing(String code) {
        s3.answersXml(400, error(code));

        assertThat(uploads.complete(KEY, "u", PARTS)).isEmpty();
    }

    @Test
    void noPartsMakeNothingWithoutAsking() {
        assertThat(uploads.complete(KEY, "u", List.of())).isEmpty();
        assertThat(s3.received()).isEmpty();
    }

    /** Without the right to list, S3 does not tell that there is no object: not to be taken for that there is none. */
    @Test
    void aRefusalIsNotAbsence() {
        s3.answersXml(403, "").answersXml(403, error("AccessDenied"));

        assertThatThrownBy(() -> bucket.find(KEY)).isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> bucket.open(KEY)).isInstanceOf(S3Exception.class);
    }

    private static String error(String code) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>as scripted</Message></Error>";
    }
}
