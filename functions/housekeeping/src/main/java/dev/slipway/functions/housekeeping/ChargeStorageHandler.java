package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.AwsStandingUse;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Background;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.StandingUse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Charges the day's storage to the packages that have it, and what stands there anyway to nobody, whatever the event. It logs and
 * answers what was done, as one line of JSON.
 */
public final class ChargeStorageHandler implements RequestStreamHandler {

    private final Registry registry;
    private final StandingUse standing;

    /** For Lambda. */
    public ChargeStorageHandler() {
        this(RegistryOnAws.fromEnvironment(), AwsStandingUse.fromEnvironment());
    }

    public ChargeStorageHandler(Registry registry, StandingUse standing) {
        this.registry = registry;
        this.standing = standing;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var bytes = Background.run(registry, context, HourlySums.LEDGER, this::charge);
        var line = "{\"task\":\"charge-storage\",\"bytes\":%d}".formatted(bytes);
        context.getLogger().log(line + "\n");
        answer.write(line.getBytes(UTF_8));
    }

    private long charge() {
        var bytes = registry.storageCharges().run();
        registry.standingCharges().run(standing);
        return bytes;
    }
}
