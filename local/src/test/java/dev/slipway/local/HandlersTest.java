package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.functions.api.GetPackageHandler;
import dev.slipway.functions.blobs.CopyUploadHandler;
import dev.slipway.functions.blobs.GetBlobHandler;
import dev.slipway.functions.housekeeping.SweepHandler;
import dev.slipway.functions.manifests.GetManifestHandler;
import dev.slipway.functions.tags.ListTagsHandler;
import dev.slipway.functions.token.CheckVersionHandler;
import dev.slipway.local.gateway.Route;
import dev.slipway.local.gateway.Template;
import dev.slipway.registry.Registry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlersTest {

    @Test
    void everyRouteLeadsToAHandlerAndEveryHandlerHasARoute() throws Exception {
        var compiled = new ArrayList<String>();
        for (var one : List.of(
                CheckVersionHandler.class,
                ListTagsHandler.class,
                GetManifestHandler.class,
                GetBlobHandler.class,
                GetPackageHandler.class)) {
            compiled.addAll(handlersBeside(one));
        }
        var routed = Template.bundled().routes().stream()
                .map(Route::handler)
                .distinct()
                .toList();
        compiled.remove(CopyUploadHandler.class.getName());
        assertThat(routed).containsExactlyInAnyOrderElementsOf(compiled);
    }

    @Test
    void everyHandlerThatNoRequestCallsIsInTheTemplate() throws Exception {
        var template = Files.readString(Path.of("../template.yaml"));
        var names = new ArrayList<>(handlersBeside(SweepHandler.class));
        names.add(CopyUploadHandler.class.getName());
        for (var name : names) {
            assertThat(template).contains("Handler: " + name + "\n");
            assertThat(Class.forName(name).getConstructor()).isNotNull();
        }
        assertThat(SweepHandler.class.getConstructor(Registry.class)).isNotNull();
        assertThat(CopyUploadHandler.class.getConstructor(Registry.class)).isNotNull();
    }

    @Test
    void everyHandlerCanBeMadeForLambdaAndForAnyRegistry() throws Exception {
        for (var route : Template.bundled().routes()) {
            var handler = Class.forName(route.handler());
            assertThat(handler.getConstructor()).isNotNull();
            assertThat(handler.getConstructor(Registry.class)).isNotNull();
        }
    }

    /** The names of all handlers in the folder or jar that this class is in. */
    private static List<String> handlersBeside(Class<?> one) throws IOException, URISyntaxException {
        var place =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return handlersIn(place);
        }
        try (var jar = FileSystems.newFileSystem(place)) {
            return handlersIn(jar.getPath("/"));
        }
    }

    private static List<String> handlersIn(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.startsWith("dev/slipway/functions/") && name.endsWith("Handler.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }
}
