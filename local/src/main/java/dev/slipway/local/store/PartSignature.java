package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs URLs with a key that nobody else has and that lasts as long as the process. */
public final class PartSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private PartSignature(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public static PartSignature withRandomKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new PartSignature(key);
    }

    /** The signature in lower-case hexadecimal digits. */
    public String of(String path, String expiry) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(("part\n" + path + "\n" + expiry).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Compares in a time that does not tell how much was right. */
    public boolean matches(String given, String path, String expiry) {
        return MessageDigest.isEqual(given.getBytes(UTF_8), of(path, expiry).getBytes(UTF_8));
    }
}
