package dev.slipway.local.transfer;

import dev.slipway.local.TestingRegistry;
import dev.slipway.local.image.Images;
import dev.slipway.local.image.LayoutFolder;
import dev.slipway.local.image.LayoutTar;
import dev.slipway.local.manage.RegistryUrl;
import dev.slipway.local.manage.Visitor;
import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A registry that may be meddled with, and pushes and pulls that do not wait long. */
final class TransferFixture implements AutoCloseable {

    private final TestingRegistry registry;
    private final Meddler meddler;
    private final StartedUploads started;
    private final List<String> remarks = new ArrayList<>();

    TransferFixture(Path folder) throws IOException {
        registry = TestingRegistry.anonymous(folder.resolve("data"));
        meddler = new Meddler(registry.url());
        started = new StartedUploads(folder.resolve("state"));
    }

    Meddler meddler() {
        return meddler;
    }

    StartedUploads started() {
        return started;
    }

    List<String> remarks() {
        return remarks;
    }

    Digest push(Path image, String name) throws InterruptedException {
        try (var opened = Images.open(image, Optional.empty(), Optional.empty());
                var progress = Progress.on(Display.NONE);
                var connection = connection()) {
            var parsed = Name.parse(name);
            return new Push(repository(connection, parsed, "pull,push"), started, progress)
                    .run(opened, parsed.reference());
        }
    }

    Digest pull(String name, Path destination) throws InterruptedException {
        try (var progress = Progress.on(Display.NONE);
                var connection = connection()) {
            var parsed = Name.parse(name);
            var pull = new Pull(repository(connection, parsed, "pull"), progress);
            var manifests = pull.manifests(parsed.reference(), Optional.empty());
            var tar = destination.toString().endsWith(".tar");
            var layout = tar ? LayoutTar.folderOf(destination) : LayoutFolder.in(destination);
            pull.blobs(manifests, layout);
            layout.finish(manifests, new LayoutFolder.Names(Optional.of(name), Optional.of("1"), name));
            return manifests.getLast().descriptor().digest();
        }
    }

    private Connection connection() {
        var url = RegistryUrl.find(meddler.url()).orElseThrow();
        return new Connection(url, settings(), remarks::add);
    }

    private static Repository repository(Connection connection, Name name, String actions) {
        return new Repository(
                connection, new Visitor(connection.registry(), Optional.empty()), name.repository(), actions);
    }

    private static Settings settings() {
        return new Settings(
                2,
                3,
                2,
                3,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        meddler.close();
        registry.close();
    }
}
