package dev.slipway.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CloudFront asks of a function's text, and CloudFormation of a text inside {@code !Sub}. */
class EdgeScriptsTest {

    private static final int LIMIT = 10_240;
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)//.*$");

    private static final Pattern TEXT = Pattern.compile("'[^'\n]*'|\"[^\"\n]*\"");

    static Stream<String> scripts() {
        var scripts = EdgeScripts.bundled();
        return Stream.of(scripts.viewerRequest(), scripts.viewerResponse());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void fitsWithTheLongestConfiguration(String script) {
        var key = "12345678:" + "f".repeat(64);
        var config = new EdgeConfig(key + "," + key, "https", false, true, Optional.of(TestingEdges.PRICES));
        var configured = config.into(new EdgeScripts(script, script)).viewerRequest();

        assertThat(configured.getBytes(StandardCharsets.UTF_8).length).isLessThan(LIMIT);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void usesNothingThatTheRuntimeMayLack(String script) {
        assertThat(script).doesNotContainPattern("import (?!cf from 'cloudfront';|crypto from 'crypto';)");
        var code = TEXT.matcher(COMMENT.matcher(script).replaceAll("")).replaceAll("''");

        assertThat(code)
                .as("classes, generators, asynchronous functions, for-of, computed or short properties")
                .doesNotContainPattern("\\b(?:class|extends|super|yield|async|await|of|with|eval|require)\\b")
                .as("templates")
                .doesNotContain("`")
                .as("spread and rest")
                .doesNotContain("...")
                .as("destructuring")
                .doesNotContainPattern("\\b(?:const|let|var)\\s*[\\[{]")
                .doesNotContainPattern("\\(\\s*\\{[^}:]*\\}\\s*\\)\\s*(?:=>|\\{)")
                .as("default parameters")
                .doesNotContainPattern("function \\w*\\([^)]*=")
                .as("optional chaining, coalescing, exponentiation")
                .doesNotContainPattern("\\?\\.[a-z\\[(]|\\?\\?|\\*\\*")
                .as("look-behind, named groups, flags beyond g")
                .doesNotContainPattern("\\(\\?<")
                .doesNotContainPattern("/[imsuyd]+[,;.)]");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void holdsNothingThatCloudFormationWouldSubstitute(String script) {
        assertThat(script).doesNotContain("${").matches("(?s)[\\x20-\\x7e\\n]*");
    }

    @Test
    void isDeployedWithoutWhatOnlyPeopleNeed() {
        assertThat(EdgeScripts.stripped("""
                const a = 1; // stays
                  // goes

                  if (a) {
                    b('// stays'); }
                """)).isEqualTo("""
                const a = 1; // stays
                if (a) {
                b('// stays'); }
                """);
        assertThat(EdgeScripts.bundled().viewerRequest()).doesNotContainPattern("(?m)^(?:\\s|//|$\n)");
    }

    @Test
    void isConfiguredInOnePlace() {
        var bundled = EdgeScripts.bundled();
        assertThat(bundled.viewerRequest()).containsOnlyOnce("'@@SLIPWAY_EDGE_CONFIG@@'");
        assertThat(bundled.viewerResponse()).doesNotContain("EDGE_CONFIG");
        for (var script : List.of(bundled.viewerRequest(), bundled.viewerResponse())) {
            assertThat(script).containsOnlyOnce("'@@SLIPWAY_EDGE_RATES@@'");
        }
        var configured = TestingEdges.WITH_RELAY.into(bundled);
        assertThat(configured.viewerRequest() + configured.viewerResponse()).doesNotContain("@@");
    }
}
