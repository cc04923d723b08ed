package dev.slipway.registry.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Errors;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {

    private static final List<Function<String, Object>> READERS =
            List.of(RepositoryName::new, Tag::new, Digest::parse, Reference::parse, UploadId::new, Algorithm::parse);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "app",
                "team/app",
                "a/b/c/d/e/f",
                "a.b",
                "a_b",
                "a__b",
                "a-b",
                "a---b",
                "0",
                "a1.2-3_4__5/x",
                "manifests/tags/blobs",
                "foo/manifests/uploads"
            })
    void repositoriesAreNamed(String name) {
        assertThat(new RepositoryName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "a//b",
                "A",
                "team/App",
                ".a",
                "a.",
                "-a",
                "a-",
                "_a",
                "a_",
                "a..b",
                "a___b",
                "a._b",
                "a.-b",
                "a b",
                "a:b",
                "a@b",
                "a%2fb",
                "ä",
                "a\n",
                "a\0b",
                "../a",
                "a/./b",
                "a/../b"
            })
    void otherRepositoriesAreNot(String name) {
        Errors.refused(ErrorCode.NAME_INVALID, () -> new RepositoryName(name));
    }

    @Test
    void aRepositorysNameHas255CharactersAtMost() {
        assertThat(new RepositoryName("a".repeat(255)).value()).hasSize(255);
        Errors.refused(ErrorCode.NAME_INVALID, () -> new RepositoryName("a".repeat(256)));
    }

    @Test
    void theOwnerIsTheFirstComponent() {
        assertThat(new RepositoryName("team/app/web").owner()).isEqualTo("team");
        assertThat(new RepositoryName("app").owner()).isEqualTo("app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "v1.2.3", "_", "_-", "A", "0", "1.0-rc_1", "a..b"})
    void tagsAreRead(String tag) {
        assertThat(new Tag(tag)).hasToString(tag);
        assertThat(Reference.parse(tag)).isEqualTo(new Tag(tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "-a", "a b", "a/b", "a\n", "ä", "a+b", "a@b", "%61"})
    void otherTagsAreNot(String tag) {
        Errors.refused(ErrorCode.MANIFEST_INVALID, () -> new Tag(tag));
        assertThat(Tag.matches(tag)).isFalse();
    }

    @Test
    void aTagHas128CharactersAtMost() {
        assertThat(new Tag("a".repeat(128)).value()).hasSize(128);
        Errors.refused(ErrorCode.MANIFEST_INVALID, () -> new Tag("a".repeat(129)));
    }

    static Stream<String> badDigests() {
        var hex = "0123456789abcdef".repeat(4);
        return Stream.of(
                "",
                ":",
                "sha256",
                "sha256:",
                "sha256:" + hex.substring(1),
                "sha256:" + hex + "0",
                "sha512:" + hex,
                "SHA256:" + hex,
                "sha256:" + hex.toUpperCase(Locale.ROOT),
                "md5:" + hex,
                "sha384:" + hex,
                "sha256:" + hex.substring(1) + "g",
                "sha256:" + hex.substring(1) + "\n",
                " sha256:" + hex,
                "sha256::" + hex.substring(1),
                "sha256-" + hex,
                hex,
                "sha256+b64:" + hex);
    }

    @ParameterizedTest
    @MethodSource("badDigests")
    void otherDigestsAreNotRead(String digest) {
        Errors.refused(ErrorCode.DIGEST_INVALID, () -> Digest.parse(digest));
    }

    @Test
    void digestsAreReadAndComputed() throws IOException {
        var empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        assertThat(Digest.of(Algorithm.SHA256, new byte[0])).hasToString(empty).isEqualTo(Digest.parse(empty));
        assertThat(Digest.of(Algorithm.SHA512, new ByteArrayInputStream(new byte[9])))
                .isEqualTo(Digest.of(Algorithm.SHA512, new byte[9]));
        assertThat(Digest.ofHash(Algorithm.SHA256, Digest.parse(empty).hash())).isEqualTo(Digest.parse(empty));
        assertThat(Reference.parse(empty)).isEqualTo(Digest.parse(empty));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "00000000-0000-0000-0000-00000000000g",
                "00000000-0000-0000-0000-0000000000000",
                "0000000A-0000-0000-0000-000000000000",
                "../00000000-0000-0000-0000-000000000000"
            })
    void otherUploadsAreUnknown(String id) {
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> new UploadId(id));
    }

    @Test
    void aCopyIsNamedLikeNoUpload() {
        var copy = UUID.fromString(UploadId.copy().value());

        assertThat(copy.version()).isEqualTo(8);
        assertThat(copy.variant()).isEqualTo(2);
        assertThat(UploadId.copy().isCopy()).isTrue();
        assertThat(UploadId.copy()).isNotEqualTo(UploadId.copy());
        assertThat(UploadId.random().isCopy()).isFalse();
    }

    @Property
    void whatIsReadIsWrittenAsItWas(@ForAll @StringLength(max = 40) @CharRange(from = '-', to = 'z') String text) {
        readers(text);
    }

    @Property
    void nothingElseThanAnErrorIsThrown(@ForAll String text) {
        readers(text);
    }

    @Property
    void namesOfAllTheirCharactersAreReadOrRefused(
            @ForAll @StringLength(max = 30) @Chars({'a', '0', '.', '_', '-', '/'}) String text) {
        readers(text);
    }

    @Test
    void hostileNamesAreRefusedAtOnce() {
        for (var piece : List.of("a", "a-", "-", "a_", "__", "a.", "a/", "sha256:", "0", "-a")) {
            var text = piece.repeat(200_000 / piece.length());
            readers(text + "!");
            readers(text.substring(0, 254) + "!");
        }
    }

    @Test
    void anErrorRepeatsNoHalfCharacter() {
        var refused = Errors.refused(
                ErrorCode.NAME_INVALID, () -> new RepositoryName("a".repeat(299) + "\ud83d\ude00".repeat(9)));

        assertThat(refused.detail()).containsEntry("name", "a".repeat(299) + "…");
    }

    private static void readers(String text) {
        for (var reader : READERS) {
            try {
                assertThat(reader.apply(text)).hasToString(text);
            } catch (RegistryException refused) {
                assertThat(refused.status()).isIn(400, 404);
            }
        }
    }
}
