package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.blob.Copies;
import dev.slipway.registry.blob.CopyRequest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.InjectedFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps what was asked for until it is told to make it: at once, later, or never. */
public final class TestCopies implements Copies {

    /** As long as on AWS. */
    public static final Duration LONGEST = Duration.ofMinutes(16);

    private final List<CopyRequest> asked = new ArrayList<>();
    private Optional<Consumer<CopyRequest>> atOnce = Optional.empty();

    /** Has every copy made at once by this registry; what fails is done again, twice, as Lambda does. */
    public static TestCopies atOnce(Registry registry) {
        var copies = new TestCopies();
        copies.atOnce = Optional.of(request -> makeInThree(registry, request));
        return copies;
    }

    @Override
    public void start(RepositoryName repository, UploadId upload) {
        var request = new CopyRequest(repository, upload);
        if (atOnce.isPresent()) {
            atOnce.get().accept(request);
        } else {
            asked.add(request);
        }
    }

    @Override
    public Duration longest() {
        return LONGEST;
    }

    /** How many were asked for and are neither made nor lost. */
    public int asked() {
        return asked.size();
    }

    /** Makes all that were asked for. */
    public void make(Registry registry) {
        var requests = List.copyOf(asked);
        asked.clear();
        requests.forEach(request -> make(registry, request));
    }

    /** Whoever was asked never heard of it. */
    public void lose() {
        asked.clear();
    }

    private static void makeInThree(Registry registry, CopyRequest request) {
        for (var attempt = 0; attempt < 3; attempt++) {
            try {
                make(registry, request);
                return;
            } catch (InjectedFailure failure) {
                assertThat(failure).isNotNull();
            }
        }
    }

    private static void make(Registry registry, CopyRequest request) {
        registry.copying().copy(request.repository(), request.upload());
    }
}
