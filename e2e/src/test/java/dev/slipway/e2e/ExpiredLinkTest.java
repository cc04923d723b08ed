package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that the registry signed, had it lived long enough ago. */
class ExpiredLinkTest {

    private static final String ID = "00000000-0000-4000-8000-000000000000";
    private static final String HEX = "0".repeat(64);

    @TempDir
    private Path folder;

    @Test
    void aGenuineLinkIsRefusedWhenItsTimeIsOver() throws Exception {
        try (var server = Server.start("--data", folder.toString())) {
            var wire = new Wire(server);
            long past = Instant.now().getEpochSecond() - 5;
            var upload = "/v2/team/app/blobs/uploads/" + ID + "?state=";
            var large = Contents.random(1, 5 << 20);
            for (var body : new byte[][] {new byte[3], large}) {
                var link = upload + state(past, "0." + past, "upload", "team/app", ID, "0");
                var answer = wire.exchange(
                        Ask.of("PUT", link + "&digest=" + Contents.digest(body)).body(body));
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.text()).contains("BLOB_UPLOAD_UNKNOWN");
            }
            var grant = "0".repeat(32);
            var download = "/download/" + grant + "/sha256/" + HEX + "/" + ID + "?state=";
            var old = download + state(past, String.valueOf(past), "download", grant, "sha256", HEX, ID);
            assertThat(wire.exchange(Ask.of("GET", old)).status()).isEqualTo(403);
            long ahead = past + 1000;
            var young = download + state(ahead, String.valueOf(ahead), "download", grant, "sha256", HEX, ID);
            assertThat(wire.exchange(Ask.of("GET", young)).text()).contains("NoSuchKey");
        }
    }

    private String state(long expiry, String fields, String... lines) throws Exception {
        var key = Files.readString(folder.resolve("keys").resolve("capability"))
                .strip()
                .split(":");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(key[1]), "HmacSHA256"));
        var text = String.join("\n", lines) + "\n" + expiry;
        var signature = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        return key[0] + "." + fields + "." + signature;
    }
}
