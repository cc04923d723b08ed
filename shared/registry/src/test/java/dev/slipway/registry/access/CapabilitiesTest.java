package dev.slipway.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.Errors;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CapabilitiesTest {

    private static final String ONE = "k1:" + "01".repeat(32);
    private static final String TWO = "k2:" + "02".repeat(32);
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final RepositoryName APP = new RepositoryName("team/app");
    private static final UploadId UPLOAD = new UploadId("0c56d5e5-7b28-4a2e-8f8f-0d2a7d9d3b11");

    private final Capabilities capabilities = capabilities(ONE, NOW);

    @Test
    void anUploadUrlSaysWhatItWasSignedFor() {
        var url = capabilities.uploadUrl(APP, UPLOAD, 42);

        assertThat(url)
                .matches("/v2/team/app/blobs/uploads/" + UPLOAD + "\\?state=k1\\.42\\.1800086400\\.[0-9a-f]{64}");
        assertThat(capabilities.checkUpload(APP, UPLOAD, state(url))).isEqualTo(42);
        assertThat(state(url))
                .endsWith(SigningKeys.parse(ONE).sign("upload", "team/app", UPLOAD.value(), "42", "1800086400"));
    }

    @Test
    void anUploadUrlThatIsAlteredInAnyCharacterIsUnknown() {
        var state = state(capabilities.uploadUrl(APP, UPLOAD, 42));
        for (var i = 0; i < state.length(); i++) {
            for (var other : new char[] {'0', '9', 'a', '.', 'k', '\n', 'é'}) {
                if (state.charAt(i) != other) {
                    unknown(capabilities, state.substring(0, i) + other + state.substring(i + 1));
                }
            }
            unknown(capabilities, state.substring(0, i) + state.substring(i + 1));
            unknown(capabilities, state.substring(0, i));
        }
        unknown(capabilities, state + "0");
        unknown(capabilities, state.replace("k1", "k2"));
    }

    @Test
    void anUploadUrlIsOfOneUploadInOneRepository() {
        var state = state(capabilities.uploadUrl(APP, UPLOAD, 0));

        Errors.refused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN,
                () -> capabilities.checkUpload(new RepositoryName("team/ap"), UPLOAD, state));
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> capabilities.checkUpload(APP, UploadId.random(), state));
    }

    @Test
    void anUploadUrlLivesADay() {
        var state = state(capabilities.uploadUrl(APP, UPLOAD, 7));
        var day = Duration.ofDays(1);

        assertThat(capabilities(ONE, NOW.plus(day)).checkUpload(APP, UPLOAD, state))
                .isEqualTo(7);
        unknown(capabilities(ONE, NOW.plus(day).plusSeconds(1)), state);
    }

    @Test
    void aKeyThatSignsNoMoreStillVerifies() {
        var state = state(capabilities.uploadUrl(APP, UPLOAD, 7));

        assertThat(capabilities(TWO + "," + ONE, NOW).checkUpload(APP, UPLOAD, state))
                .isEqualTo(7);
        assertThat(state(capabilities(TWO + "," + ONE, NOW).uploadUrl(APP, UPLOAD, 7)))
                .startsWith("k2.");
        unknown(capabilities(TWO, NOW), state);
    }

    @Test
    void aDownloadUrlNamesNoRepositoryAndLivesFiveMinutes() {
        var digest = Digest.parse("sha256:" + "ab".repeat(32));
        var url = capabilities.downloadUrl(digest, UPLOAD);

        assertThat(url)
                .matches("/download/[0-9a-f]{32}/sha256/" + digest.hex() + "/" + UPLOAD
                        + "\\?state=k1\\.1800000300\\.[0-9a-f]{64}");
        var grant = url.split("/", -1)[2];
        assertThat(url)
                .endsWith(SigningKeys.parse(ONE)
                        .sign("download", grant, "sha256", digest.hex(), UPLOAD.value(), "1800000300"));
        assertThat(capabilities.downloadUrl(digest, UPLOAD)).isNotEqualTo(url);
    }

    @Test
    void aViewerIsBelievedWhileTheHeaderIsFresh() {
        var header = viewer("https", "registry.example.com", "2001:db8::1");

        assertThat(capabilities.viewer(header)).isEqualTo(new Viewer("https", "registry.example.com", "2001:db8::1"));
        assertThat(capabilities
                        .viewer(viewer("http", "[::1]:5000", "127.0.0.1"))
                        .host())
                .isEqualTo("[::1]:5000");
        denied(capabilities(ONE, NOW.plusSeconds(61)), header);
        denied(capabilities(TWO, NOW), header);
    }

    @Test
    void aViewerHeaderThatIsAlteredInAnyCharacterIsDenied() {
        var header = viewer("https", "registry.example.com", "192.0.2.1");
        for (var i = 0; i < header.length(); i++) {
            for (var other : new char[] {'0', 'a', ';', 's', '.'}) {
                if (header.charAt(i) != other) {
                    denied(capabilities, header.substring(0, i) + other + header.substring(i + 1));
                }
            }
            denied(capabilities, header.substring(0, i) + header.substring(i + 1));
        }
    }

    @Test
    void noSignatureServesForAnotherPurpose() {
        var keys = SigningKeys.parse(ONE);
        var asDownload = keys.sign("download", "team/app", UPLOAD.value(), "0", "1800086400");
        unknown(capabilities, "k1.0.1800086400." + asDownload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp;a", "https;a b", "https;a;1;2", "HTTPS;a", "https;", "https;a\nb"})
    void aViewerOfAnotherFormIsDeniedEvenIfSigned(String schemeAndHost) {
        var parts = schemeAndHost.split(";", 2);
        denied(capabilities, viewer(parts[0], parts[1], "192.0.2.1"));
    }

    @Property(tries = 300)
    void noTextIsACapability(@ForAll String text) {
        unknown(capabilities, text);
        denied(capabilities, text);
    }

    @Test
    void hostileTextsAreRefusedAtOnce() {
        for (var piece : new String[] {"a", "k1.", "0", "k1;0;https;", "k1;1;https;a;"}) {
            unknown(capabilities, piece.repeat(100_000));
            denied(capabilities, piece.repeat(100_000));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k1",
                "k1:",
                "k1:01",
                ":0101010101010101010101010101010101010101010101010101010101010101",
                "K1:0101010101010101010101010101010101010101010101010101010101010101",
                "k12345678:0101010101010101010101010101010101010101010101010101010101010101",
                "k1:010101010101010101010101010101010101010101010101010101010101010g",
                "k1:0101010101010101010101010101010101010101010101010101010101010101,",
                " k1:0101010101010101010101010101010101010101010101010101010101010101"
            })
    void keysOfAnotherFormAreRefusedAndNotRepeated(String keys) {
        assertThatThrownBy(() -> SigningKeys.parse(keys))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("0101");
        assertThatThrownBy(() -> SigningKeys.parse(ONE + "," + TWO + "," + ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String viewer(String scheme, String host, String address) {
        var expiry = Long.toString(NOW.getEpochSecond() + 60);
        var signature = SigningKeys.parse(ONE).sign("viewer", expiry, scheme, host, address);
        return String.join(";", "k1", expiry, scheme, host, address, signature);
    }

    private static Capabilities capabilities(String keys, Instant now) {
        return new Capabilities(SigningKeys.parse(keys), () -> now, new Random(1));
    }

    private static String state(String url) {
        return url.substring(url.indexOf('=') + 1);
    }

    private static void unknown(Capabilities capabilities, String state) {
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> capabilities.checkUpload(APP, UPLOAD, state));
    }

    private static void denied(Capabilities capabilities, String header) {
        Errors.refused(ErrorCode.DENIED, () -> capabilities.viewer(header));
    }
}
