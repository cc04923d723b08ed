package dev.slipway.registry.owner;

/** Compares a claim with a pattern in which {@code *} stands for any run of characters; in linear space, without a regex. */
final class ClaimPattern {

    private ClaimPattern() {}

    /** Whether all of the text is as the pattern says. Every star takes as little as it can: that never misses a match. */
    static boolean matches(String pattern, String text) {
        var parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(text);
        }
        var first = parts[0];
        var last = parts[parts.length - 1];
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        var at = first.length();
        var end = text.length() - last.length();
        for (var i = 1; i < parts.length - 1; i++) {
            var found = text.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}
