package dev.slipway.local.edge;

import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * template.yaml as it is deployed: with the code of the edge functions, which CloudFront takes inside a template only, and
 * with the paths of the jars as they are from where it lies.
 */
public final class DeployableTemplate {

    private static final String NAME = "template.yaml";

    private static final Pattern CODE = Pattern.compile("(?m)^( *)(.*)\"@@edge/([a-z-]+\\.js)@@\"$");
    private static final Pattern PATH = Pattern.compile("(?m)^( *CodeUri: )([a-z].*)$");

    private final EdgeScripts scripts;

    /**
     * A template with these functions.
     *
     * @param prices of each region that any are known of
     */
    DeployableTemplate(EdgeScripts scripts, Stream<Prices> prices) {
        this.scripts = EdgeConfig.substitutedInto(scripts, prices);
    }

    /** Writes it: the arguments are the folder of template.yaml and the one to write to. */
    public static void main(String[] arguments) throws IOException {
        var source = Path.of(arguments[0]).toAbsolutePath().normalize();
        var target = Path.of(arguments[1]).toAbsolutePath().normalize();
        var deployable = new DeployableTemplate(EdgeScripts.bundled(), prices(source.resolve("prices")));
        var text = deployable.of(
                Files.readString(source.resolve(NAME)),
                target.relativize(source).toString());
        Files.createDirectories(target);
        Files.writeString(target.resolve(NAME), text);
    }

    private static Stream<Prices> prices(Path folder) throws IOException {
        var today = LocalDate.now(ZoneOffset.UTC);
        var prices = new ArrayList<Prices>();
        try (var files = Files.newDirectoryStream(folder, "*.json")) {
            for (var file : files) {
                try (var in = Files.newInputStream(file)) {
                    prices.add(Prices.of(PriceFile.read(in), today));
                }
            }
        }
        return prices.stream();
    }

    /** The text that a template is deployed as, from a folder whence {@code home} is the way to the template's. */
    String of(String template, String home) {
        var code = CODE.matcher(template).replaceAll(mark -> Matcher.quoteReplacement(block(mark)));
        return PATH.matcher(code).replaceAll("$1" + home + "/$2");
    }

    /** A block of YAML in the place of the name of a file. */
    private String block(MatchResult mark) {
        var indentation = mark.group(1) + "  ";
        return mark.group(1) + mark.group(2) + "|\n"
                + script(mark.group(3)).indent(indentation.length()).stripTrailing();
    }

    private String script(String name) {
        return switch (name) {
            case "viewer-request.js" -> scripts.viewerRequest();
            case "viewer-response.js" -> scripts.viewerResponse();
            default -> throw new IllegalArgumentException("template.yaml names no edge function: " + name);
        };
    }
}
