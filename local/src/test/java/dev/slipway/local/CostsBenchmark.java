package dev.slipway.local;

import dev.slipway.local.front.AccessLog;
import dev.slipway.local.front.Front;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.PriceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Two registries in one process for {@code bench/costs}, the second of which counts nothing: two processes that run the same code
 * differ by more than counting takes. Prints their addresses, that of the one that counts first, and ends with its standard input.
 * Its argument is the one that is started first: {@code counting-first} or {@code other-first}.
 */
final class CostsBenchmark {

    private CostsBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.util.logging.config.class", Silence.class.getName());
        var isCountingFirst = arguments[0].equals("counting-first");
        var address = new Address("127.0.0.1", 0);
        var counting = address.take();
        var other = address.take();
        try (var _ = isCountingFirst ? counting(counting) : start(other, Optional.empty());
                var _ = isCountingFirst ? start(other, Optional.empty()) : counting(counting)) {
            System.out.println(address.url(counting.port()));
            System.out.println(address.url(other.port()));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static LocalRegistry counting(Front front) {
        return start(front, Optional.of(PriceFile.bundled("us-east-1")));
    }

    private static LocalRegistry start(Front front, Optional<PriceFile> prices) {
        return LocalRegistry.start(new LocalRegistry.Settings(
                front,
                new Address("127.0.0.1", 0).url(front.port()),
                Temporary.create(),
                prices,
                true,
                Set.of(),
                AccessLog.NONE,
                Optional.of(RelayPlace.JAVA),
                false,
                Downloads.Choice.AUTO));
    }
}
