package dev.slipway.registry.name;

/** As much of a client's text as an error may repeat. */
public final class Excerpt {

    private static final int LONGEST = 300;

    private Excerpt() {}

    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
