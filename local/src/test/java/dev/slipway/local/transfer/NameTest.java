package dev.slipway.local.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.manage.RegistryUrl;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of images, as Docker reads them. */
class NameTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "registry.example.com/team/app:1, https://registry.example.com, team/app, 1",
        "localhost:5000/team/app, http://localhost:5000, team/app, latest",
        "127.0.0.1:5000/app:x, http://127.0.0.1:5000, app, x",
        "registry.example.com:8443/a/b/c:v1.2, https://registry.example.com:8443, a/b/c, v1.2",
        "team/app:1, '', team/app, 1",
        "app, '', app, latest"
    })
    void readsNames(String text, String registry, String repository, String tag) {
        var name = Name.parse(text);
        assertThat(name.registry().map(RegistryUrl::value).orElse("")).isEqualTo(registry);
        assertThat(name.repository()).hasToString(repository);
        assertThat(name.reference()).hasToString(tag);
    }

    @Test
    void aDigestCountsMoreThanATag() {
        assertThat(Name.parse("localhost/a:1@" + DIGEST).reference())
                .isInstanceOf(Digest.class)
                .hasToString(DIGEST);
        var url = RegistryUrl.find("localhost:5000").orElseThrow();
        assertThat(Name.parse("a@" + DIGEST).at(url, Digest.parse(DIGEST))).isEqualTo("localhost:5000/a@" + DIGEST);
        assertThat(Name.parse("a:1").at(url, Digest.parse(DIGEST))).isEqualTo("localhost:5000/a:1@" + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Team/app", "localhost/", "a:b:c", "a@sha256:12", "a:", "localhost:x/a", "a//b"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Name.parse(text)).isInstanceOf(RegistryException.class);
    }
}
