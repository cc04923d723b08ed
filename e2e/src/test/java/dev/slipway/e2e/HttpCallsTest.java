package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of calls: each of its parts is carried out from top to bottom on the same registry. */
class HttpCallsTest {

    private static Server server;
    private static Wire wire;

    private String location = "";

    @BeforeAll
    static void start() {
        server = Server.start();
        wire = new Wire(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingWasPrinted() {
        assertThat(server.errors()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> paths() {
        return tests(PathCalls.CALLS);
    }

    @TestFactory
    Stream<DynamicTest> uploads() {
        return tests(UploadCalls.CALLS);
    }

    @TestFactory
    Stream<DynamicTest> largeUploads() {
        return tests(LargeUploadCalls.CALLS);
    }

    @TestFactory
    Stream<DynamicTest> downloads() {
        return tests(DownloadCalls.CALLS);
    }

    @TestFactory
    Stream<DynamicTest> manifests() {
        return tests(ManifestCalls.CALLS);
    }

    @TestFactory
    Stream<DynamicTest> listings() {
        return tests(ListingCalls.CALLS);
    }

    private Stream<DynamicTest> tests(List<Call> calls) {
        return calls.stream().map(call -> DynamicTest.dynamicTest(call.what(), () -> make(call)));
    }

    private void make(Call call) throws Exception {
        var ask = call.ask();
        var target = ask.target().replace("{location}", location).replace("{&}", location.contains("?") ? "&" : "?");
        var answer = wire.exchange(new Ask(ask.method(), target, ask.headers(), ask.body()));
        if (!answer.header("location").isEmpty()) {
            var uri = URI.create(answer.header("location"));
            location = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        }
        assertThat(answer.status())
                .as("%s %s -> %s", ask.method(), target, answer.text())
                .isEqualTo(call.status());
        call.headers()
                .forEach((name, pattern) ->
                        assertThat(answer.header(name)).as(name).matches(pattern));
        assertThat(answer.text()).containsPattern(call.body());
    }
}
