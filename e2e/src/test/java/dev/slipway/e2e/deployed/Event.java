package dev.slipway.e2e.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of {@code events/}.
 *
 * @param name without its ending
 * @param route such as {@code GET /blobs/{digest}}; empty where no request is the cause
 */
record Event(String name, String route) {

    private static final Pattern ROUTE = Pattern.compile("\"routeKey\": *\"([^\"]*)\"");

    /** All that there are, by name. */
    static List<Event> all() throws IOException {
        try (var files = Files.list(Path.of("../events"))) {
            return files.sorted().map(Event::read).toList();
        }
    }

    /** The class that no request calls, by its name. */
    String handlerByName() {
        var words = new StringBuilder();
        for (var word : name.split("-", -1)) {
            words.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        var folder = name.endsWith("-upload") ? "blobs" : "housekeeping";
        return "dev.slipway.functions." + folder + "." + words + "Handler";
    }

    @Override
    public String toString() {
        return name;
    }

    private static Event read(Path file) {
        try {
            var route = ROUTE.matcher(Files.readString(file));
            return new Event(file.getFileName().toString().replace(".json", ""), route.find() ? route.group(1) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
