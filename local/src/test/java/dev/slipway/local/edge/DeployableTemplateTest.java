package dev.slipway.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.gateway.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployableTemplateTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String KEYS = "a:" + "0b".repeat(32) + ",b:" + "0c".repeat(32);
    private static final Pattern JAR = Pattern.compile("(?m)^ *CodeUri: (.*\\.jar)$");

    private final DeployableTemplate deployable =
            new DeployableTemplate(EdgeScripts.bundled(), Stream.of(TestingEdges.PRICES));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCloudFrontRunsIsWhatARegistryHereRuns(boolean relay) throws IOException {
        var rates = Pattern.compile("\\{'us-east-1':(\\[[0-9.,]+\\])}\\['\\$\\{AWS::Region}'\\]");
        var deployed = rates.matcher(deployed())
                .replaceAll("$1")
                .replace("${Keys}", KEYS)
                .replace("${Relay}", relay ? Origin.RELAY.id() : "");
        var here = new EdgeConfig(KEYS, "https", true, relay, Optional.of(TestingEdges.PRICES))
                .into(EdgeScripts.bundled());

        assertThat(unindented(deployed)).contains(here.viewerRequest(), here.viewerResponse());
        assertThat(deployed).doesNotContain("@@");
    }

    @Test
    void theJarsAreFoundFromWhereItLies() throws IOException {
        var target = PROJECT.resolve("target");
        var jars = JAR.matcher(deployed())
                .results()
                .map(jar -> jar.group(1))
                .distinct()
                .toList();

        assertThat(jars)
                .hasSize(6)
                .allSatisfy(jar -> assertThat(target.resolve(jar).normalize().startsWith(PROJECT.resolve("functions")))
                        .isTrue());
    }

    @Test
    void theRestIsTheTemplate() throws IOException {
        var routes = Template.read(new ByteArrayInputStream(deployed().getBytes(StandardCharsets.UTF_8)))
                .routes();

        assertThat(routes).isEqualTo(Template.bundled().routes());
    }

    @Test
    void aCodeThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> deployable.of("Code: \"@@edge/other.js@@\"", ".."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.js");
    }

    private String deployed() throws IOException {
        var target = PROJECT.resolve("target");
        return deployable.of(
                Files.readString(PROJECT.resolve("template.yaml")),
                target.relativize(PROJECT).toString());
    }

    @Test
    void itIsWrittenIntoAFolderThatIsMade() throws IOException {
        var target = folder.resolve("a/b");
        DeployableTemplate.main(new String[] {PROJECT.toString(), target.toString()});

        var jar = JAR.matcher(Files.readString(target.resolve("template.yaml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(target.resolve(jar).normalize()).isEqualTo(PROJECT.resolve("functions/token/target/token.jar"));
    }

    private static String unindented(String text) {
        return String.join(
                        "\n",
                        List.of(text.split("\n")).stream().map(String::strip).toList()) + "\n";
    }
}
