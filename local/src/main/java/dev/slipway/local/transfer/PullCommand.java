package dev.slipway.local.transfer;

import dev.slipway.local.image.LayoutFolder;
import dev.slipway.local.image.LayoutTar;
import dev.slipway.local.image.Manifest;
import dev.slipway.local.manage.Visitor;
import dev.slipway.registry.name.Tag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slipway pull}: an image in a registry becomes one in files. */
@Command(
        name = "pull",
        description = "Pulls an image from a registry: its blobs side by side, on from where an earlier pull stopped.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class PullCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "REF",
            converter = Name.Converter.class,
            description =
                    "What it is called: HOST/NAME:TAG or HOST/NAME@DIGEST, or without HOST at the registry of the options.")
    private Name name;

    @Parameters(
            index = "1",
            paramLabel = "DESTINATION",
            description =
                    "The folder of an OCI image layout, new or not; or a file that ends in .tar, for docker load.")
    private Path destination;

    @Mixin
    private TransferOptions options;

    @Override
    public Integer call() {
        var visitor = options.visitor(name);
        options.run(
                visitor,
                name,
                "pull",
                (repository, progress) -> pull(new Pull(repository, progress), visitor)
                        .getLast()
                        .descriptor()
                        .digest());
        return 0;
    }

    private List<Manifest> pull(Pull pull, Visitor visitor) throws InterruptedException {
        var manifests = pull.manifests(name.reference(), options.platform());
        var isTar = destination.toString().endsWith(".tar");
        var layout = isTar ? LayoutTar.folderOf(destination) : LayoutFolder.in(destination);
        pull.blobs(manifests, layout);
        options.platform().ifPresent(platform -> layout.require(platform, manifests.getLast()));
        var names = names(visitor, manifests.getLast());
        layout.finish(manifests, names);
        if (isTar) {
            LayoutTar.write(layout, destination, manifests, names);
        }
        return manifests;
    }

    private LayoutFolder.Names names(Visitor visitor, Manifest root) {
        var url = visitor.registry();
        var tag = name.reference() instanceof Tag called ? Optional.of(called.value()) : Optional.<String>empty();
        return new LayoutFolder.Names(
                tag.map(ignored -> name.at(url)),
                tag,
                url.host() + "/" + name.repository() + "@" + root.descriptor().digest());
    }
}
