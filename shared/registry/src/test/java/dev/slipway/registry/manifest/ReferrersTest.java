package dev.slipway.registry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Errors;
import dev.slipway.registry.Invariants;
import dev.slipway.registry.Stores;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReferrersTest {

    private final Stores stores = new Stores();
    private final Client client = new Client(stores.registry(), "team/app");
    private final Referrers referrers = stores.registry().referrers();
    private final byte[] config = Content.bytes(2, 1);
    private final Digest subject = Content.sha256(Content.bytes(3, 3));

    @BeforeEach
    void pushConfig() {
        client.push(config);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.hold(stores);
        stores.close();
    }

    @Test
    void aSubjectThatNobodyKnowsHasNone() {
        var page = list(Optional.empty(), Optional.empty());

        assertThat(page.referrers()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aReferrerIsListedAlsoWhereItsSubjectIsMissing() {
        var pushed = client.push("latest", artifact("sbom", "\"annotations\":{\"a\":\"1\",\"b\":\"2\"},"));

        assertThat(pushed.subject()).contains(subject);
        var referrer = list(Optional.empty(), Optional.empty()).referrers().getFirst();
        assertThat(referrer.digest()).isEqualTo(pushed.digest());
        assertThat(referrer.artifactType()).isEqualTo("sbom");
        assertThat(referrer.annotations()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @Test
    void withoutAnArtifactTypeTheConfigsTypeCounts() {
        client.push("latest", Content.image(Content.subject(subject), List.of(Content.sha256(config))));

        assertThat(list(Optional.empty(), Optional.empty())
                        .referrers()
                        .getFirst()
                        .artifactType())
                .isEqualTo("application/vnd.oci.image.config.v1+json");
    }

    @Test
    void aReferrerThatIsDeletedIsListedNoMore() {
        var pushed = client.push("latest", artifact("sbom", ""));

        stores.registry().manifestDeletions().delete(client.repository(), pushed.digest());

        assertThat(list(Optional.empty(), Optional.empty()).referrers()).isEmpty();
    }

    @Test
    void manyAreListedInPagesInTheOrderOfTheirDigests() {
        var expected = new ArrayList<String>();
        for (var i = 0; i < 230; i++) {
            var type = i % 2 == 0 ? "even" : "odd";
            expected.add(client.push("t" + i, artifact(type, "\"annotations\":{\"i\":\"" + i + "\"},"))
                    .digest()
                    .toString());
        }
        expected.sort(String::compareTo);

        assertThat(all(Optional.empty())).isEqualTo(expected);
        assertThat(all(Optional.of("odd"))).hasSize(115).isSubsetOf(expected);
        assertThat(all(Optional.of("none"))).isEmpty();
    }

    @Test
    void aPageIsNotLongerThanAnAnswerMayBe() {
        for (var i = 0; i < 60; i++) {
            client.push(
                    "t" + i, artifact("big", "\"annotations\":{\"i" + i + "\":\"" + "\\u0001".repeat(90_000) + "\"},"));
        }

        var next = Optional.<Digest>empty();
        var listed = 0;
        do {
            var page = list(Optional.empty(), next);
            var characters = page.referrers().stream()
                    .flatMap(referrer -> referrer.annotations().values().stream())
                    .mapToInt(String::length)
                    .sum();
            assertThat(characters * 6).isLessThan(4 << 20);
            listed += page.referrers().size();
            next = page.next();
        } while (next.isPresent());
        assertThat(listed).isEqualTo(60);
    }

    @Test
    void annotationsThatDoNotFitTheTableStayInTheManifest() {
        var wide = new StringBuilder("\"annotations\":{\"x\":\"" + "\u4e00".repeat(40_000) + "\"");
        for (var name = 0x800; name < 0xd800; name++) {
            wide.append(",\"").append((char) name).append("\":\"\"");
        }
        client.push("latest", artifact("sbom", wide.append("},").toString()));

        assertThat(list(Optional.empty(), Optional.empty())
                        .referrers()
                        .getFirst()
                        .annotations())
                .isEmpty();
    }

    @Test
    void anArtifactTypeThatIsNoMediaTypeIsRefused() {
        Errors.refused(ErrorCode.MANIFEST_INVALID, () -> client.push("latest", artifact("x".repeat(500_000), "")));
    }

    private byte[] artifact(String type, String more) {
        var members = "\"artifactType\":\"" + type + "\"," + more + Content.subject(subject);
        return Content.image(members, List.of(Content.sha256(config)));
    }

    private Referrers.Page list(Optional<String> type, Optional<Digest> after) {
        return referrers.list(client.repository(), subject, type, after);
    }

    private List<String> all(Optional<String> type) {
        var digests = new ArrayList<String>();
        var next = Optional.<Digest>empty();
        do {
            var page = list(type, next);
            assertThat(page.referrers()).hasSizeLessThanOrEqualTo(100);
            page.referrers().forEach(referrer -> digests.add(referrer.digest().toString()));
            next = page.next();
        } while (next.isPresent());
        return digests;
    }
}
