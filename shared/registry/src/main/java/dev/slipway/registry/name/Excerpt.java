package dev.slipway.registry.name;

/** As much of a client's text as an error may repeat. */
final class Excerpt {

    private static final int LONGEST = 300;

    private Excerpt() {}

    static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
