package dev.slipway.local.manage;

import java.util.stream.Collectors;

/** Text from elsewhere, in which nothing is left that a terminal would obey. */
public final class Printable {

    private Printable() {}

    public static String of(String text) {
        return text.codePoints()
                .mapToObj(character -> isPrintable(character) ? Character.toString(character) : "?")
                .collect(Collectors.joining());
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
