package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.AwsAddressRanges;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Background;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.network.PublishedRanges;
import dev.slipway.registry.network.RegionAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * Takes note of which addresses are in the bucket's region, whatever the event. It logs and answers what was done, as one line of
 * JSON. What cannot be had whole changes nothing, and is an error.
 */
public final class RefreshAddressesHandler implements RequestStreamHandler {

    private final Registry registry;
    private final Supplier<PublishedRanges> published;

    /** For Lambda. */
    public RefreshAddressesHandler() {
        this(RegistryOnAws.fromEnvironment(), AwsAddressRanges.fromEnvironment());
    }

    public RefreshAddressesHandler(Registry registry, Supplier<PublishedRanges> published) {
        this.registry = registry;
        this.published = published;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var line = Background.run(registry, context, Account.nobody("refresh-addresses"), this::refresh);
        context.getLogger().log(line + "\n");
        answer.write(line.getBytes(UTF_8));
    }

    private String refresh() {
        var ranges = published.get();
        var changed = RegionAddresses.keep(registry.table(), ranges);
        return "{\"task\":\"refresh-addresses\",\"blocks\":%d,\"changed\":%b}"
                .formatted(ranges.blocks().count(), changed);
    }
}
