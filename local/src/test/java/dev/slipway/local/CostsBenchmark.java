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
 * differ by more than counting takes. Prints their addresses, that of the one that counts first, and ends with its standard input.
 * Its arguments are which is started first, {@code counting-first} or {@code other-first}, and {@code one-counts} or, to see what
 * else tells them apart, {@code neither-counts}.
 */
final class CostsBenchmark implements AutoCloseable {

    private final String url;
    private final LocalRegistry registry;

    private CostsBenchmark(Optional<PriceFile> prices) {
        var address = new Address("127.0.0.1", 0);
        var front = address.take();
        url = address.url(front.port());
        registry = LocalRegistry.start(new LocalRegistry.Settings(
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
    }

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.util.logging.config.class", Silence.class.getName());
        var isCountingFirst = arguments[0].equals("counting-first");
        var prices = arguments[1].equals("one-counts")
                ? Optional.of(PriceFile.bundled("us-east-1"))
                : Optional.<PriceFile>empty();
        // In a process the first registry is a percent slower than any after it, and here is none of the two.
        try (var _ = new CostsBenchmark(Optional.empty());
                var first = new CostsBenchmark(isCountingFirst ? prices : Optional.empty());
                var second = new CostsBenchmark(isCountingFirst ? Optional.empty() : prices)) {
            System.out.println(isCountingFirst ? first.url : second.url);
            System.out.println(isCountingFirst ? second.url : first.url);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
