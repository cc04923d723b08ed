package dev.slipway.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Upload and download URLs made without the registry, with its own key or another (docs/protocol.md, "Capabilities"). */
record Links(String keyId, String key) {

    static final String GRANT = "0".repeat(32);

    /** With the key that the registry of this data folder signs with. */
    static Links of(Path data) throws IOException {
        var key = Files.readString(data.resolve("keys").resolve("capability")).strip();
        var colon = key.indexOf(':');
        return new Links(key.substring(0, colon), key.substring(colon + 1).split(",", 2)[0]);
    }

    /** With the same name and another key. */
    Links forged() {
        return new Links(keyId, "a1".repeat(32));
    }

    String upload(String repository, String id, long offset, Instant expiry) {
        return "/v2/" + repository + "/blobs/uploads/" + id + "?state="
                + state(
                        offset + "." + expiry.getEpochSecond(),
                        "upload",
                        repository,
                        id,
                        String.valueOf(offset),
                        at(expiry));
    }

    String download(String hex, String id, Instant expiry) {
        return "/download/" + GRANT + "/sha256/" + hex + "/" + id + "?state="
                + state(at(expiry), "download", GRANT, "sha256", hex, id, at(expiry));
    }

    private static String at(Instant expiry) {
        return String.valueOf(expiry.getEpochSecond());
    }

    private String state(String fields, String... lines) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
            var text = String.join("\n", lines);
            var signature = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return keyId + "." + fields + "." + signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
