package dev.slipway.registry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Content;
import dev.slipway.registry.Errors;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ManifestTest {

    private static final Digest ONE = Digest.parse("sha256:" + "1".repeat(64));
    private static final Digest TWO = Digest.parse("sha512:" + "2".repeat(128));
    private static final String CONFIG = Content.descriptor("application/vnd.oci.image.config.v1+json", ONE);
    private static final String LAYER = Content.descriptor("application/vnd.oci.image.layer.v1.tar", TWO);
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final String IMAGE =
            "{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "\",\"config\":" + CONFIG + ",\"layers\":[" + LAYER + "]}";

    @ParameterizedTest
    @EnumSource(MediaType.class)
    void everyTypeIsReadByContentTypeOrByMediaType(MediaType type) {
        var body = type.isIndex() ? "\"manifests\":[]" : "\"config\":" + CONFIG + ",\"layers\":[]";
        var bare = "{\"schemaVersion\":2," + body + "}";
        var typed = "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\"," + body + "}";

        assertThat(read(Optional.of(type.toString()), bare).mediaType()).isEqualTo(type);
        assertThat(read(Optional.of(type.toString()), typed).mediaType()).isEqualTo(type);
        assertThat(read(Optional.empty(), typed).mediaType()).isEqualTo(type);
    }

    @Test
    void anImageNeedsItsConfigAndLayers() {
        var manifest = read(IMAGE);

        assertThat(manifest.blobs()).containsExactly(ONE, TWO);
        assertThat(manifest.children()).isEmpty();
        assertThat(manifest.subject()).isEmpty();
        assertThat(manifest.artifactType()).isEqualTo("application/vnd.oci.image.config.v1+json");
    }

    @ParameterizedTest
    @MethodSource("foreignLayers")
    void layersThatAreKeptElsewhereAreNotNeeded(String type) {
        assertThat(read(IMAGE.replace("application/vnd.oci.image.layer.v1.tar", type))
                        .blobs())
                .containsExactly(ONE);
    }

    static Stream<String> foreignLayers() {
        return Stream.of(
                "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
                "application/vnd.oci.image.layer.nondistributable.v1.tar",
                "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip");
    }

    @Test
    void aLayerIsABlobWhateverItsType() {
        assertThat(read(IMAGE.replace("application/vnd.oci.image.layer.v1.tar", OCI))
                        .blobs())
                .containsExactly(ONE, TWO);
    }

    @Test
    void anIndexNeedsItsManifestsAndABuildCachesIndexItsBlobs() {
        var manifest = Manifest.read(Optional.empty(), Content.index(Content.descriptor(OCI, ONE) + "," + LAYER));

        assertThat(manifest.children()).containsExactly(ONE);
        assertThat(manifest.blobs()).containsExactly(TWO);
    }

    @Test
    void subjectArtifactTypeAndAnnotationsAreRead() {
        var manifest = read(IMAGE.replace(
                "{\"schemaVersion\"",
                "{" + Content.subject(TWO) + "\"artifactType\":\"a/b\",\"annotations\":{\"k\":\"v\",\"n\":null},"
                        + "\"schemaVersion\""));

        assertThat(manifest.subject()).contains(TWO);
        assertThat(manifest.artifactType()).isEqualTo("a/b");
        assertThat(manifest.annotations()).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void whatIsNotKnownAndWhatIsNullIsPassedOver() {
        var more = "{\"x\":[1,2.5,true,null,{\"y\":[]}],\"subject\":null,\"annotations\":null,\"artifactType\":\"\",";
        var manifest = read(IMAGE.replace("{\"schemaVersion\"", more + "\"schemaVersion\""));

        assertThat(manifest.subject()).isEmpty();
        assertThat(manifest.artifactType()).isEqualTo("application/vnd.oci.image.config.v1+json");
    }

    static Stream<Arguments> badManifests() {
        return Stream.of(
                bad("nothing", ""),
                bad("a number", "1"),
                bad("a list", "[" + IMAGE + "]"),
                bad("null", "null"),
                bad("half", IMAGE.substring(0, IMAGE.length() / 2)),
                bad("more behind", IMAGE + "{}"),
                bad("more text behind", IMAGE + "x"),
                bad("a comment", "/* x */" + IMAGE),
                bad("no version", IMAGE.replace("\"schemaVersion\":2,", "")),
                bad("version 1", IMAGE.replace(":2,", ":1,")),
                bad("version as text", IMAGE.replace(":2,", ":\"2\",")),
                bad("version as a fraction", IMAGE.replace(":2,", ":2.0,")),
                bad("a huge version", IMAGE.replace(":2,", ":" + "9".repeat(900) + ",")),
                bad("a longer version", IMAGE.replace(":2,", ":" + "9".repeat(9000) + ",")),
                bad("no type", IMAGE.replace("\"mediaType\":\"" + OCI + "\",", "")),
                bad("type is a number", IMAGE.replace("\"" + OCI + "\"", "1")),
                bad("another type", IMAGE.replace(OCI, "application/json")),
                bad("no config", IMAGE.replace("\"config\"", "\"confix\"")),
                bad("config is null", IMAGE.replace(CONFIG, "null")),
                bad("config is text", IMAGE.replace(CONFIG, "\"x\"")),
                bad("layers are an object", IMAGE.replace("[" + LAYER + "]", LAYER)),
                bad("layers of text", IMAGE.replace(LAYER, "\"x\"")),
                bad("layers of null", IMAGE.replace(LAYER, "null")),
                bad("layers of lists", IMAGE.replace(LAYER, "[" + LAYER + "]")),
                bad("no size", IMAGE.replaceFirst(",\"size\":3", "")),
                bad("size as text", IMAGE.replaceFirst("\"size\":3", "\"size\":\"3\"")),
                bad("negative size", IMAGE.replaceFirst("\"size\":3", "\"size\":-3")),
                bad("huge size", IMAGE.replaceFirst("\"size\":3", "\"size\":99999999999999999999")),
                bad("no digest", IMAGE.replaceFirst("\"digest\"", "\"digesd\"")),
                bad("bad digest", IMAGE.replaceFirst("sha256:1", "sha256:g")),
                bad("unknown algorithm", IMAGE.replaceFirst("sha256:", "sha224:")),
                bad(
                        "descriptor without type",
                        IMAGE.replaceFirst("\"mediaType\":\"application/vnd.oci.image.config", "\"m\":\"")),
                bad("image and index", IMAGE.replace("{\"schemaVersion\"", "{\"manifests\":[],\"schemaVersion\"")),
                bad("index and image", IMAGE.replace(OCI, MediaType.OCI_INDEX.toString())),
                bad("subject is text", IMAGE.replace("{\"schemaVersion\"", "{\"subject\":\"x\",\"schemaVersion\"")),
                bad("subject is empty", IMAGE.replace("{\"schemaVersion\"", "{\"subject\":{},\"schemaVersion\"")),
                bad(
                        "annotations of numbers",
                        IMAGE.replace("{\"schemaVersion\"", "{\"annotations\":{\"a\":1},\"schemaVersion\"")),
                bad(
                        "half a character",
                        IMAGE.replace("{\"schemaVersion\"", "{\"annotations\":{\"a\":\"\\ud83d\"},\"schemaVersion\"")),
                bad(
                        "half a character in a name",
                        IMAGE.replace("{\"schemaVersion\"", "{\"annotations\":{\"\\ude00\":\"\"},\"schemaVersion\"")),
                bad(
                        "artifact type is a number",
                        IMAGE.replace("{\"schemaVersion\"", "{\"artifactType\":1,\"schemaVersion\"")),
                bad("the same twice", IMAGE.replace("{\"schemaVersion\"", "{\"schemaVersion\":2,\"schemaVersion\"")),
                bad("the same twice within", IMAGE.replaceFirst("\"size\":3", "\"size\":3,\"size\":4")),
                bad(
                        "deep",
                        IMAGE.replace(
                                "{\"schemaVersion\"",
                                "{\"x\":" + "[".repeat(70) + "]".repeat(70) + ",\"schemaVersion\"")),
                bad("very deep", IMAGE.replace("{\"schemaVersion\"", "{\"x\":" + "{\"x\":".repeat(100_000))),
                bad(
                        "a long name",
                        IMAGE.replace("{\"schemaVersion\"", "{\"" + "x".repeat(60_000) + "\":1,\"schemaVersion\"")),
                bad("schema 1", "{\"schemaVersion\":1,\"name\":\"a\",\"fsLayers\":[]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badManifests")
    void anythingElseIsInvalid(String name, String text) {
        invalid(Optional.empty(), text.getBytes(UTF_8));
    }

    @Test
    void aContentTypeThatContradictsIsInvalid() {
        for (var type : List.of(
                "application/vnd.docker.distribution.manifest.v2+json",
                "application/vnd.oci.image.index.v1+json",
                "application/octet-stream",
                "")) {
            invalid(Optional.of(type), IMAGE.getBytes(UTF_8));
        }
    }

    @Test
    void schema1IsToldThatItIsOld() {
        for (var type : List.of("", "+json", "+prettyjws")) {
            var refused = Errors.refused(
                    ErrorCode.MANIFEST_INVALID,
                    () -> read(
                            Optional.of(
                                    "application/vnd.docker.distribution.manifest.v1" + type + "+" + "x".repeat(200)),
                            "{\"schemaVersion\":1,\"fsLayers\":[]}"));
            assertThat(refused.getMessage()).contains("schema 1");
        }
    }

    @Test
    void bytesThatAreNoCharactersAreInvalid() {
        invalid(Optional.empty(), new byte[] {0, 0, 0, '{', 0, 0x22, 0, 0, 0, 0, 0, 0});
        invalid(Optional.empty(), "{\"a".getBytes(Charset.forName("UTF-32BE")));
        invalid(Optional.empty(), new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'});
        invalid(Optional.empty(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0});
    }

    @Property(tries = 500)
    void arbitraryBytesAreInvalid(@ForAll byte[] bytes) {
        invalid(Optional.of(OCI), bytes);
    }

    @Property(tries = 1000)
    void aManifestWithAnotherByteIsReadOrInvalid(
            @ForAll @IntRange(max = 400) int place, @ForAll byte other, @ForAll @IntRange(max = 3) int cut) {
        var bytes = IMAGE.getBytes(UTF_8);
        bytes[Math.min(place, bytes.length - 1)] = other;
        var altered = Arrays.copyOf(bytes, bytes.length - cut);
        try {
            assertThat(Manifest.read(Optional.of(OCI), altered).mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
        } catch (RegistryException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.MANIFEST_INVALID);
        }
    }

    private static void invalid(Optional<String> contentType, byte[] bytes) {
        Errors.refused(ErrorCode.MANIFEST_INVALID, () -> Manifest.read(contentType, bytes));
    }

    private static Manifest read(String text) {
        return read(Optional.empty(), text);
    }

    private static Manifest read(Optional<String> contentType, String text) {
        return Manifest.read(contentType, text.getBytes(UTF_8));
    }

    private static Arguments bad(String name, String text) {
        return Arguments.of(name, text);
    }
}
