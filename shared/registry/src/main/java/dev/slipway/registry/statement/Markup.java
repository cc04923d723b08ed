package dev.slipway.registry.statement;

import java.util.List;
import java.util.stream.Collectors;

/** Text as HTML has it. */
final class Markup {

    private Markup() {}

    /** A text in which nothing is markup any more, and nothing changes how what is around it is read. */
    static String text(String text) {
        return text.codePoints().mapToObj(Markup::character).collect(Collectors.joining());
    }

    /**
     * A table's head.
     *
     * @param texts the names of its first columns
     * @param numbers those of the others
     */
    static String head(List<String> texts, String... numbers) {
        var cells = new StringBuilder();
        texts.forEach(
                name -> cells.append("<th scope=\"col\">").append(text(name)).append("</th>"));
        for (var name : numbers) {
            cells.append("<th scope=\"col\" class=\"n\">").append(text(name)).append("</th>");
        }
        return "<thead><tr>" + cells + "</tr></thead>";
    }

    private static String character(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> isVisible(character) ? Character.toString(character) : "\ufffd";
        };
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
