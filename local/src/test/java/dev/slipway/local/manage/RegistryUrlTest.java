package dev.slipway.local.manage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryUrlTest {

    @ParameterizedTest
    @CsvSource({
        "registry.example.com, https://registry.example.com",
        "registry.example.com:8443, https://registry.example.com:8443",
        "https://Registry.Example.com:443/, https://registry.example.com",
        "HTTP://example.com:80, http://example.com",
        "http://example.com:443, http://example.com:443",
        "localhost, http://localhost",
        "localhost:5000, http://localhost:5000",
        "a.localhost:5000, http://a.localhost:5000",
        "127.0.0.1:5000/, http://127.0.0.1:5000",
        "[::1]:5000, http://[::1]:5000",
        "https://localhost:5000, https://localhost:5000",
        "127.0.0.1.example.com, https://127.0.0.1.example.com"
    })
    void aHostAloneHasTlsUnlessItIsThisMachine(String text, String url) {
        assertThat(RegistryUrl.find(text)).hasValue(new RegistryUrl(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "https://", "ftp://example.com", "https://example.com/path", "example.com/path",
                        "https://example.com?a",
                "https://example.com#a", "https://user@example.com", "user:secret@example.com", "https://a b", "a_b",
                        ":5000"
            })
    void isNothingButAHostAndAPort(String text) {
        assertThat(RegistryUrl.find(text)).isEmpty();
    }

    @Test
    void knowsWhereOthersCanRead() {
        assertThat(url("http://example.com").isReadableOnTheWay()).isTrue();
        assertThat(url("https://example.com").isReadableOnTheWay()).isFalse();
        assertThat(url("http://127.1.2.3").isReadableOnTheWay()).isFalse();
        assertThat(url("http://[::1]:5000").isReadableOnTheWay()).isFalse();
    }

    @Test
    void aLinkStaysWithTheRegistry() {
        var url = url("https://example.com");
        var page = "/api/v1/owners?n=2";
        assertThat(url.within(page, "/api/v1/owners?last=a%2Fb")).hasValue("/api/v1/owners?last=a%2Fb");
        assertThat(url.within(page, "https://EXAMPLE.com:443/next")).hasValue("/next");
        assertThat(url.within(page, "http://example.com/next")).isEmpty();
        assertThat(url.within(page, "//example.org/next")).isEmpty();
        assertThat(url.within(page, "https://example.com@example.org/next")).isEmpty();
        assertThat(url.within(page, "a b")).isEmpty();
    }

    private static RegistryUrl url(String text) {
        return RegistryUrl.find(text).orElseThrow();
    }
}
