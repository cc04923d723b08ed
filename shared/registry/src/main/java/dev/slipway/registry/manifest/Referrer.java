package dev.slipway.registry.manifest;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A manifest among those that name the same subject (OCI Distribution Specification, "Listing Referrers").
 *
 * @param size in bytes
 */
public record Referrer(
        Digest digest, String mediaType, long size, String artifactType, Map<String, String> annotations) {

    /** Annotations of more bytes stay in the manifest alone: an item of the table has 400 KB. */
    private static final int LARGEST_ANNOTATIONS = 100_000;

    static Item item(RepositoryName repository, Digest subject, StoredManifest stored, Manifest manifest) {
        var annotations = new ArrayList<String>();
        manifest.annotations().forEach((name, value) -> annotations.addAll(List.of(name, value)));
        var item = Item.at(Keys.referrer(repository, subject, stored.digest()))
                .with("mediaType", stored.mediaType())
                .with("size", stored.size())
                .with("artifactType", manifest.artifactType());
        return size(annotations) > LARGEST_ANNOTATIONS ? item : item.with("annotations", annotations);
    }

    /** How many bytes the annotations take in the table. */
    int annotationsSize() {
        return size(annotations.keySet()) + size(annotations.values());
    }

    private static int size(Collection<String> texts) {
        return texts.stream()
                .mapToInt(text -> 1 + text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    static Referrer read(Digest subject, Item item) {
        var texts = item.texts("annotations");
        var annotations = new LinkedHashMap<String, String>();
        for (var i = 0; i + 1 < texts.size(); i += 2) {
            annotations.put(texts.get(i), texts.get(i + 1));
        }
        return new Referrer(
                Digest.parse(item.key().sort().substring(Keys.referrers(subject).length())),
                item.text("mediaType"),
                item.number("size"),
                item.text("artifactType"),
                annotations);
    }
}
