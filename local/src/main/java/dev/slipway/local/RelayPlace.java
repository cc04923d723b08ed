package dev.slipway.local;

import dev.slipway.relay.NearBucket;
import dev.slipway.relay.Relay;
import dev.slipway.relay.RelaySettings;
import dev.slipway.relay.UploadRelay;
import dev.slipway.relay.web.NoNodeException;
import dev.slipway.relay.web.Node;
import dev.slipway.relay.web.WebFunction;
import dev.slipway.relay.web.WebFunctionSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/** Where the relay of a registry runs; written in lower case. */
public enum RelayPlace {
    /** In this process. */
    JAVA {
        @Override
        UploadRelay start(URI registry, NearBucket near) {
            return new Relay(RelaySettings.forRegistry(registry), near);
        }
    },
    /** In Node.js, as on AWS. */
    WEB {
        @Override
        UploadRelay start(URI registry, NearBucket near) {
            try {
                return WebFunction.start(WebFunctionSettings.forRegistry(Node.find(System.getenv()), registry));
            } catch (NoNodeException | IOException e) {
                throw new CommandFailure(String.valueOf(e.getMessage()));
            }
        }
    };

    /**
     * Starts one in front of a registry's front door.
     *
     * @param near the registry's bucket, where it is in this process
     * @throws CommandFailure when it does not start, and why
     */
    abstract UploadRelay start(URI registry, NearBucket near);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
