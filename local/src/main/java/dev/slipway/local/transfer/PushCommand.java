package dev.slipway.local.transfer;

import dev.slipway.local.image.Images;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway push}: an image in files becomes one in a registry. */
@Command(
        name = "push",
        description = "Pushes an image to a registry: in parts, side by side, on from where an earlier push stopped.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class PushCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "An OCI image layout, in a folder or a tar archive, or what docker save writes.")
    private Path image;

    @Parameters(
            index = "1",
            paramLabel = "REF",
            converter = Name.Converter.class,
            description = "What it is called there: HOST/NAME:TAG, or NAME:TAG at the registry of the options.")
    private Name name;

    @Option(
            names = "--image",
            paramLabel = "NAME",
            description = "Which one, where there are several: its name or its digest.")
    private Optional<String> chosen = Optional.empty();

    @Mixin
    private TransferOptions options;

    @Override
    public Integer call() {
        var visitor = options.visitor(name);
        var started = options.started();
        started.tidy();
        try (var opened = Images.open(image, chosen, options.platform())) {
            options.run(
                    visitor,
                    name,
                    "pull,push",
                    (repository, progress) -> new Push(repository, started, progress).run(opened, name.reference()));
        }
        return 0;
    }
}
