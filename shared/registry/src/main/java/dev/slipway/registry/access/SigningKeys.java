package dev.slipway.registry.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One or two secrets with names: the first signs, all verify, so that a rotation fails no request. Written {@code
 * ID:HEX,ID:HEX}; a secret has 32 bytes.
 */
public final class SigningKeys {

    private static final Pattern ENTRY = Pattern.compile("([a-z0-9]{1,8}):([0-9a-f]{64})");

    private final List<SigningKey> keys;

    private SigningKeys(List<SigningKey> keys) {
        this.keys = keys;
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException when it is not of that form; the message repeats no secret
     */
    public static SigningKeys parse(String text) {
        var keys = Arrays.stream(text.split(",", -1)).map(SigningKeys::entry).toList();
        if (keys.size() > 2) {
            throw new IllegalArgumentException("more than two signing keys");
        }
        return new SigningKeys(keys);
    }

    /** The name of the key that signs. */
    public String id() {
        return keys.getFirst().id();
    }

    /** The HMAC-SHA256 of these lines joined by line feeds, by the first key, in hexadecimal digits. */
    public String sign(String... lines) {
        return HexFormat.of().formatHex(keys.getFirst().hmac(String.join("\n", lines)));
    }

    /** Whether the key of this name signed these lines so. */
    public boolean verify(String id, String signature, String... lines) {
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .anyMatch(key -> MessageDigest.isEqual(
                        HexFormat.of()
                                .formatHex(key.hmac(String.join("\n", lines)))
                                .getBytes(StandardCharsets.US_ASCII),
                        signature.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whether the key of this name signed this text so, the signature as bytes. */
    boolean verify(String id, byte[] signature, String text) {
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .anyMatch(key -> MessageDigest.isEqual(key.hmac(text), signature));
    }

    private static SigningKey entry(String text) {
        var matcher = ENTRY.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a signing key is not of the form ID:HEX with 64 hexadecimal digits");
        }
        return SigningKey.of(matcher.group(1), HexFormat.of().parseHex(matcher.group(2)));
    }

    /** A key whose HMAC is set up once and copied for each text, which is much faster than to ask for it each time. */
    private record SigningKey(String id, Mac keyed) {

        static SigningKey of(String id, byte[] secret) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                return new SigningKey(id, mac);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA256", e);
            }
        }

        byte[] hmac(String text) {
            try {
                return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the JDK's HmacSHA256 can be copied", e);
            }
        }
    }
}
