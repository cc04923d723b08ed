package dev.slipway.relay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes uploads with bodies of any length, measured or not, and turns them into requests that the registry and its bucket
 * accept. Keeps nothing between requests and holds no credentials: what it may do is what the upload URL allows.
 *
 * <p>Memory: at most {@link RelaySettings#buffers()} parts over all uploads, of which one upload has at most {@link
 * RelaySettings#partsInFlight()} and the one that it fills, and 64 KiB for each upload under way, however long the bodies
 * are. A client whose bytes find no room is not read from until there is some. Every place comes
 * free without another being taken, so that uploads never wait for each other in a circle; a client that is silent for
 * {@link RelaySettings#patience()} counts as gone, and the others wait no longer for what it holds.
 */
public final class Relay implements UploadRelay {

    private final RelaySettings settings;
    private final NearBucket near;
    private final PatientClient client;
    private final Registry registry;
    private final Buffers buffers;
    private final Patience patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Relay(RelaySettings settings) {
        this(settings, NearBucket.NONE);
    }

    /** One whose parts go to a bucket in the same process where that takes them, and by HTTP elsewhere. */
    public Relay(RelaySettings settings, NearBucket near) {
        this.near = near;
        this.settings = settings;
        client = new PatientClient(settings);
        registry = new Registry(client, settings);
        buffers = new Buffers(settings.buffers());
        patience = new Patience(settings.patience());
    }

    @Override
    public RelayResponse handle(RelayRequest request) throws IOException {
        var body = new ClientBody(request, patience);
        try {
            return transfer(request, body);
        } catch (Refused refused) {
            body.drain();
            return refused.response();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the relay is shutting down");
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
        patience.close();
    }

    private RelayResponse transfer(RelayRequest request, ClientBody body)
            throws IOException, Refused, InterruptedException {
        var parts = new PartsInFlight(near, client, threads, settings);
        var copy = new CopyWait(registry, settings);
        try (var transfer = new Transfer(registry, request, body, buffers, parts, copy)) {
            return transfer.run();
        }
    }
}
