package dev.slipway.e2e;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** jib as a command: {@code JibPush LAYOUT REFERENCE} pushes an image of one layer, with the largest file of a folder in it. */
final class JibPush {

    private JibPush() {}

    public static void main(String[] arguments) throws Exception {
        Path largest;
        try (var files = Files.walk(Path.of(arguments[0]))) {
            largest = files.filter(Files::isRegularFile)
                    .max(Comparator.comparing(file -> file.toFile().length()))
                    .orElseThrow();
        }
        var cache = Files.createTempDirectory("jib-");
        try {
            var image = Jib.fromScratch()
                    .addLayer(List.of(largest), AbsoluteUnixPath.get("/"))
                    .containerize(Containerizer.to(RegistryImage.named(arguments[1]))
                            .setAllowInsecureRegistries(true)
                            .setApplicationLayersCache(cache)
                            .setBaseImageLayersCache(cache));
            System.out.println(image.getDigest());
        } finally {
            try (var files = Files.walk(cache)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
