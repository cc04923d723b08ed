package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Interruption.Run;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Tag;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is interrupted while something is deleted, the invariants hold, and deleting again has it deleted. */
final class InterruptedDeletionTest {

    private static final String APP = "team/app";
    private static final byte[] BLOB = Content.bytes(10, 1);
    private static final byte[] IMAGE =
            Content.image(Content.subject(Content.sha256(BLOB)), List.of(Content.sha256(BLOB)));
    private static final byte[] LARGE =
            Content.image("\"annotations\":{\"a\":\"" + "x".repeat(70_000) + "\"},", List.of(Content.sha256(BLOB)));

    static Stream<Arguments> deletions() {
        return Stream.of(
                deletion(
                        "a blob",
                        ErrorCode.BLOB_UNKNOWN,
                        run -> run.registry().blobs().delete(client(run).repository(), Content.sha256(BLOB)),
                        client -> client.pull(Content.sha256(BLOB))),
                deletion(
                        "a tag",
                        ErrorCode.MANIFEST_UNKNOWN,
                        run -> run.registry()
                                .manifestDeletions()
                                .delete(client(run).repository(), new Tag("v1")),
                        client -> client.pull("v1")),
                deletion(
                        "a manifest with very many tags and a subject",
                        ErrorCode.MANIFEST_UNKNOWN,
                        run -> run.registry()
                                .manifestDeletions()
                                .delete(client(run).repository(), Content.sha256(IMAGE)),
                        client -> client.pull(Content.sha256(IMAGE).toString())),
                deletion(
                        "a large manifest",
                        ErrorCode.MANIFEST_UNKNOWN,
                        run -> run.registry()
                                .manifestDeletions()
                                .delete(client(run).repository(), Content.sha256(LARGE)),
                        client -> client.pull(Content.sha256(LARGE).toString())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deletions")
    void deletingAgainAfterACrashSucceeds(String name, ErrorCode unknown, Consumer<Run> delete, Consumer<Client> pull) {
        new Interruption(InterruptedDeletionTest::prepare, Invariants::holdAfterDeleting)
                .ofTheProcess(
                        orUnknown(unknown, delete),
                        registry -> Errors.refused(unknown, () -> pull.accept(new Client(registry, APP))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deletions")
    void deletingAgainAfterAFailureSucceeds(
            String name, ErrorCode unknown, Consumer<Run> delete, Consumer<Client> pull) {
        new Interruption(InterruptedDeletionTest::prepare, Invariants::holdAfterDeleting)
                .ofOneCall(
                        orUnknown(unknown, delete),
                        registry -> Errors.refused(unknown, () -> pull.accept(new Client(registry, APP))));
    }

    private static void prepare(Registry registry) {
        var client = new Client(registry, APP);
        client.push(BLOB);
        new Client(registry, "team/other").push(BLOB);
        for (var i = 0; i < 120; i++) {
            client.push("v" + i, IMAGE);
        }
        client.push("large", LARGE);
        client.start();
    }

    private static Consumer<Run> orUnknown(ErrorCode unknown, Consumer<Run> delete) {
        return run -> {
            try {
                delete.accept(run);
            } catch (RegistryException e) {
                assertThat(e.code()).isEqualTo(unknown);
            }
        };
    }

    private static Client client(Run run) {
        return new Client(run.registry(), APP);
    }

    private static Arguments deletion(String name, ErrorCode unknown, Consumer<Run> delete, Consumer<Client> pull) {
        return Arguments.of(name, unknown, delete, pull);
    }
}
