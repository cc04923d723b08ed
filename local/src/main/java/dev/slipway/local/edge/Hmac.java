package dev.slipway.local.edge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 for one thread at a time. It keeps a {@link Mac} per key, of which an edge has two. */
final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, Mac> macs = new HashMap<>();

    String sign(String keyHex, String text) {
        var mac = macs.computeIfAbsent(keyHex, Hmac::keyed);
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mac keyed(String keyHex) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(keyHex), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
