package dev.slipway.local;

/**
 * A registry's secrets, each {@code ID:HEX} or {@code ID:HEX,ID:HEX}.
 *
 * @param capability signs URLs
 * @param token signs bearer tokens
 */
public record Keys(String capability, String token) {

    /** Names no secret. */
    @Override
    public String toString() {
        return "Keys[]";
    }
}
