package dev.slipway.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS's signature version 4 for S3, written from its description to hold the SDK's signer against. */
record SignatureVersion4(String secret, String day, String region) {

    /** The signature of a request without a query, over these headers, by lower-case name. */
    String of(String method, URI url, Map<String, String> headers) {
        var sorted = new TreeMap<>(headers);
        var lines = sorted.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        var canonical = String.join(
                "\n",
                method,
                url.getRawPath(),
                "",
                lines,
                String.join(";", sorted.keySet()),
                headers.get("x-amz-content-sha256"));
        var text = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                headers.get("x-amz-date"),
                day + "/" + region + "/s3/aws4_request",
                Digest.of(Algorithm.SHA256, canonical.getBytes(UTF_8)).hex());
        return HexFormat.of().formatHex(hmac(key(), text));
    }

    private byte[] key() {
        var dated = hmac(("AWS4" + secret).getBytes(UTF_8), day);
        return hmac(hmac(hmac(dated, region), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
