package dev.slipway.relay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("web-relay")
@Timeout(60)
final class WebFunctionTest {

    private static final URI REGISTRY = URI.create("http://127.0.0.1:9");

    @Test
    void stopsWhenItIsTold() throws Exception {
        var function = WebFunction.start(settings());
        var process = ProcessHandle.of(function.pid()).orElseThrow();
        function.close();
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    /** Killed, a process tells nobody; what it held open is closed. */
    @Test
    void endsWithTheProcessThatStartedIt() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var parent = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Parent.class.getName(), REGISTRY.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = parent.inputReader()) {
            var child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            parent.destroyForcibly();
            child.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hasAsManyDescriptorsAsOnLambda() throws Exception {
        try (var function = WebFunction.start(settings())) {
            assertThat(Files.readAllLines(Path.of("/proc/" + function.pid() + "/limits")))
                    .anyMatch(line -> line.matches("Max open files +1024 +1024 .*"));
        }
    }

    @Test
    void leavesNoFilesBehind() throws Exception {
        var before = temporary();
        try (var function = WebFunction.start(settings())) {
            assertThat(function.pid()).isPositive();
            assertThat(temporary()).isEqualTo(before);
        }
    }

    @Test
    void doesNotStartWithoutARegistry() {
        assertThatThrownBy(() -> WebFunction.start(settings().with("SLIPWAY_REGISTRY", "ftp://elsewhere")))
                .isInstanceOf(IOException.class)
                .hasMessage("the web relay does not start");
        assertThatThrownBy(() -> WebFunction.start(settings().with("SLIPWAY_BUFFERS", "0")))
                .isInstanceOf(IOException.class);
    }

    private static WebFunctionSettings settings() throws NoNodeException {
        return WebFunctionSettings.forRegistry(Node.find(System.getenv()), REGISTRY);
    }

    private static List<String> temporary() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(Path::toString)
                    .filter(name -> name.contains("slipway-relay-"))
                    .sorted()
                    .toList();
        }
    }

    /** Starts a function, says which, and waits to be killed. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            var registry = URI.create(arguments[0]);
            try (var function =
                    WebFunction.start(WebFunctionSettings.forRegistry(Node.find(System.getenv()), registry))) {
                System.out.println(function.pid());
                Thread.sleep(60_000);
            }
        }
    }
}
