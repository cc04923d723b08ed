package dev.slipway.functions.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Content;
import dev.slipway.registry.Registry;
import dev.slipway.registry.name.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadHandlersTest {

    private static final byte[] BLOB = "hello, world\n".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Content.sha256(BLOB);
    private static final String ID = TestRegistry.UPLOAD.value();
    private static final Map<String, Function<Registry, ApiHandler>> HANDLERS = Map.of(
            "upload-status", UploadStatusHandler::new,
            "append-upload", AppendUploadHandler::new,
            "finish-upload", FinishUploadHandler::new,
            "cancel-upload", CancelUploadHandler::new,
            "part-urls", PartUrlsHandler::new,
            "start-copy", StartCopyHandler::new,
            "add-parts", AddPartsHandler::new);

    private final TestRegistry registry = new TestRegistry().openUpload();
    private final Events append = Events.read("append-upload");
    private final Events finish = Events.read("finish-upload");

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aChunkIsAdded() {
        assertThat(registry.answer(AppendUploadHandler::new, append).whole()).matches(session(202, 13, "0-12"));
    }

    @Test
    void anUploadSaysHowFarItHasCome() {
        registry.answer(AppendUploadHandler::new, append);

        assertThat(registry.answer(UploadStatusHandler::new, Events.read("upload-status"))
                        .whole())
                .matches(session(204, 13, "0-12"));
    }

    @Test
    void aChunkThatIsSentTwiceIsAddedOnce() {
        registry.answer(AppendUploadHandler::new, append);

        var again = registry.answer(AppendUploadHandler::new, append);

        assertThat(again.error()).isEqualTo("416 BLOB_UPLOAD_INVALID");
        assertThat(again.header("range")).isEqualTo("0-12");
        assertThat(again.header("location"))
                .startsWith("/v2/team/app/blobs/uploads/" + ID + "?state=test.13.1795608000.");
        assertThat(again.header("docker-upload-uuid")).isEqualTo(ID);
    }

    @Test
    void anUploadIsFinishedAndSoAgain() {
        var created = "201\ndocker-content-digest: " + DIGEST + "\nlocation: /v2/team/app/blobs/" + DIGEST + "\n";

        assertThat(registry.answer(FinishUploadHandler::new, finish).whole()).isEqualTo(created);
        assertThat(registry.answer(FinishUploadHandler::new, finish).whole()).isEqualTo(created);
        assertThat(registry.client().pull(DIGEST)).isEqualTo(BLOB);
    }

    @Test
    void anUploadIsFinishedWithoutABodyAtAnyUrlOfIt() {
        registry.answer(AppendUploadHandler::new, append);

        assertThat(registry.answer(FinishUploadHandler::new, finish.body(new byte[0]))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anUploadIsCancelled() {
        var cancel = Events.read("cancel-upload");

        assertThat(registry.answer(CancelUploadHandler::new, cancel).whole()).isEqualTo("204\n");
        assertThat(registry.answer(CancelUploadHandler::new, cancel).error()).isEqualTo("404 BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void aRelayIsGivenUrlsAndAddsItsParts() {
        var urls = registry.answer(PartUrlsHandler::new, Events.read("part-urls"));

        assertThat(urls.whole())
                .matches(
                        "200\ncontent-type: application/json\n\\{\"offset\":0,\"pending\":0,\"partSize\":8388608,\"parts\":"
                                + "\\[\\{\"number\":1,\"url\":\"http://[^\"]+\"},\\{\"number\":2,\"url\":\"http://[^\"]+\"}]}");
        assertThat(registry.answer(AddPartsHandler::new, Events.read("add-parts"))
                        .whole())
                .matches(session(202, 8_388_608, "0-8388607"));
        assertThat(registry.answer(AddPartsHandler::new, Events.read("add-parts"))
                        .error())
                .isEqualTo("416 BLOB_UPLOAD_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "1",
                "{\"count\":0}",
                "{\"count\":101}",
                "{\"count\":-1}",
                "{\"count\":\"1\"}",
                "{\"count\":1.5}",
                "{\"count\":99999999999999999999}",
                "{\"count\":1,\"count\":2}",
                "{\"n\":1}",
                "{\"count\":1",
                "{\"count\":null}",
                "\u0000\u0000\u0000{"
            })
    void otherCountsAreRefused(String body) {
        assertThat(registry.answer(
                                PartUrlsHandler::new,
                                Events.read("part-urls").body(body.getBytes(StandardCharsets.UTF_8)))
                        .error())
                .isEqualTo("400 BLOB_UPLOAD_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"offset\":0}",
                "{\"offset\":0,\"parts\":[]}",
                "{\"offset\":0,\"parts\":{}}",
                "{\"offset\":0,\"parts\":[1]}",
                "{\"offset\":0,\"parts\":[{}]}",
                "{\"offset\":-1,\"parts\":[{\"number\":1,\"tag\":\"t\",\"size\":8388608}]}",
                "{\"parts\":[{\"number\":1,\"tag\":\"t\",\"size\":8388608}]}",
                "{\"offset\":0,\"parts\":[{\"number\":0,\"tag\":\"t\",\"size\":8388608}]}",
                "{\"offset\":0,\"parts\":[{\"number\":10001,\"tag\":\"t\",\"size\":8388608}]}",
                "{\"offset\":0,\"parts\":[{\"number\":1,\"tag\":\"\",\"size\":8388608}]}",
                "{\"offset\":0,\"parts\":[{\"number\":1,\"tag\":1,\"size\":8388608}]}",
                "{\"offset\":0,\"parts\":[{\"number\":1,\"tag\":\"t\",\"size\":1}]}",
                "{\"offset\":0,\"parts\":[{\"number\":1,\"tag\":\"t\",\"size\":99999999999}]}",
                "{\"offset\":0,\"parts\":[{\"number\":3,\"tag\":\"t\",\"size\":8388608}]}",
                "{\"offset\":0,\"parts\":[{\"number\":1,\"tag\":\"t\",\"size\":8388608,\"x\":1}]}",
                "{\"offset\":0,\"parts\":[{\"number\":1,\"tag\":\"t\",\"size\":8388608}"
            })
    void otherPartsAreRefused(String body) {
        registry.answer(PartUrlsHandler::new, Events.read("part-urls"));

        assertThat(registry.answer(
                                AddPartsHandler::new,
                                Events.read("add-parts").body(body.getBytes(StandardCharsets.UTF_8)))
                        .error())
                .isEqualTo("400 BLOB_UPLOAD_INVALID");
    }

    @ParameterizedTest
    @CsvSource({
        "0-11, 400 SIZE_INVALID",
        "0-13, 400 SIZE_INVALID",
        "1-13, 416 BLOB_UPLOAD_INVALID",
        "x, 400 BLOB_UPLOAD_INVALID",
        "bytes 0-12/13, 400 BLOB_UPLOAD_INVALID",
        "12-0, 400 BLOB_UPLOAD_INVALID"
    })
    void chunksElsewhereAreRefused(String range, String error) {
        assertThat(registry.answer(AppendUploadHandler::new, append.header("content-range", range))
                        .error())
                .isEqualTo(error);
        assertThat(registry.answer(FinishUploadHandler::new, finish.header("content-range", range))
                        .error())
                .isEqualTo(error);
    }

    @Test
    void anEndWithoutAGoodDigestIsRefused() {
        var query = append.query();
        for (var bad :
                new String[] {"", "&digest=", "&digest=x", "&digest=md5:00", "&digest=" + Content.sha256(new byte[1])
                }) {
            assertThat(registry.answer(FinishUploadHandler::new, finish.query(query + bad))
                            .error())
                    .isEqualTo("400 DIGEST_INVALID");
        }
    }

    @Test
    void withoutItsUrlNoUploadIsReached() {
        HANDLERS.forEach((name, handler) -> {
            var event = Events.read(name);
            var state = event.query().replaceAll(".*state=([^&]*).*", "$1");
            for (var bad : new Events[] {
                event.query(event.query().replace("&state=" + state, "")),
                event.query(event.query().replace(state, "")),
                event.query(event.query().replace("test.0", "test.1")),
                event.query(event.query().replace("4102444800", "1")),
                event.query(event.query().replace("team/app", "team/other")),
                event.path("id", "3fa85f64-5717-4562-b3fc-2c963f66afa7"),
                event.path("id", "x")
            }) {
                assertThat(registry.answer(handler, bad).error()).isEqualTo("404 BLOB_UPLOAD_UNKNOWN");
            }
            assertThat(registry.answer(handler, event.query(event.query().replace("team/app", "Team")))
                            .error())
                    .isEqualTo("400 NAME_INVALID");
            assertThat(registry.answer(handler, event.withoutHeader("slipway-viewer"))
                            .error())
                    .isEqualTo("403 DENIED");
        });
    }

    @Test
    void anUploadThatIsNotThereIsUnknown() {
        registry.answer(CancelUploadHandler::new, Events.read("cancel-upload"));

        HANDLERS.forEach((name, handler) ->
                assertThat(registry.answer(handler, Events.read(name)).error()).isEqualTo("404 BLOB_UPLOAD_UNKNOWN"));
    }

    private static String session(int status, long offset, String range) {
        return status + "\ndocker-upload-uuid: " + ID + "\nlocation: /v2/team/app/blobs/uploads/" + ID
                + "\\?state=test\\." + offset + "\\.1795608000\\.[0-9a-f]{64}\nrange: " + range + "\n";
    }
}
