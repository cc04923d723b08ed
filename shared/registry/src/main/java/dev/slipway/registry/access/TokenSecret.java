package dev.slipway.registry.access;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * The text of a personal access token: {@code slipway_pat_}, 12 characters that name it, 43 of secret (256 random bits),
 * and the CRC-32 of all these in 6 characters, everything in base 62. Secret scanners know it by prefix and checksum.
 * Nobody guesses 256 bits, so that a fast hash keeps it as well as a slow one: those are for what people can remember.
 */
public final class TokenSecret {

    private static final String PREFIX = "slipway_pat_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (ID_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH) + "}");

    private final String text;

    private TokenSecret(String text) {
        this.text = text;
    }

    /** A new one. */
    static TokenSecret random(RandomGenerator random) {
        var body = PREFIX
                + IntStream.range(0, ID_LENGTH + SECRET_LENGTH)
                        .map(ignored -> random.nextInt(DIGITS.length()))
                        .mapToObj(digit -> DIGITS.substring(digit, digit + 1))
                        .collect(Collectors.joining());
        return new TokenSecret(body + checksum(body));
    }

    /** Reads one; empty for what is none, also where a character is wrong. */
    public static Optional<TokenSecret> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        var end = text.length() - CHECKSUM_LENGTH;
        return text.substring(end).equals(checksum(text.substring(0, end)))
                ? Optional.of(new TokenSecret(text))
                : Optional.empty();
    }

    /** What names the token and may be told. */
    String id() {
        return text.substring(PREFIX.length(), PREFIX.length() + ID_LENGTH);
    }

    /** What is kept of it: its SHA-256 in hexadecimal digits. */
    String hash() {
        return Digest.of(Algorithm.SHA256, text.getBytes(StandardCharsets.US_ASCII))
                .hex();
    }

    /** Whether this is what such a hash was kept of; takes the same time wherever the two differ. */
    boolean hashesTo(String hash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** The whole, for its owner, once. */
    public String reveal() {
        return text;
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return PREFIX + id() + "…";
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        var value = crc.getValue();
        var digits = new StringBuilder();
        for (var i = 0; i < CHECKSUM_LENGTH; i++) {
            digits.insert(0, DIGITS.charAt((int) (value % DIGITS.length())));
            value /= DIGITS.length();
        }
        return digits.toString();
    }
}
