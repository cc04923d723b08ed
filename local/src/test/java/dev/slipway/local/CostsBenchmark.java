package dev.slipway.local;

import dev.slipway.local.front.AccessLog;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.PriceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Two registries in one process for {@code bench/costs}, the second of which counts nothing: two processes that run the same code
 * differ by more than counting takes. Prints their addresses, and ends with its standard input.
 */
final class CostsBenchmark {

    private CostsBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.util.logging.config.class", Silence.class.getName());
        try (var counting = start(Optional.of(PriceFile.bundled("us-east-1")));
                var other = start(Optional.empty())) {
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static LocalRegistry start(Optional<PriceFile> prices) {
        var address = new Address("127.0.0.1", 0);
        var front = address.take();
        var url = address.url(front.port());
        var registry = LocalRegistry.start(new LocalRegistry.Settings(
                front,
                url,
                Temporary.create(),
                prices,
                true,
                Set.of(),
                AccessLog.NONE,
                Optional.of(RelayPlace.JAVA),
                false,
                Downloads.Choice.AUTO));
        System.out.println(url);
        return registry;
    }
}
