package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.manifest.Manifest;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must be true of the stores at any moment, whoever was interrupted when. */
public final class Invariants {

    private final Stores stores;
    private final Map<Key, Item> items;

    private Invariants(Stores stores) {
        this.stores = stores;
        this.items = stores.table().items().stream().collect(Collectors.toMap(Item::key, Function.identity()));
    }

    /** Everything that must hold while nobody deletes. */
    public static void hold(Stores stores) {
        var invariants = new Invariants(stores);
        invariants.holdBut();
        invariants.items.keySet().forEach(invariants::manifestIsComplete);
    }

    /** The same but for manifests that need what was deleted. */
    public static void holdAfterDeleting(Stores stores) {
        new Invariants(stores).holdBut();
    }

    /** Nothing is left of what was never finished or was deleted: the bucket has the bytes of what is linked, and no other. */
    public static void nothingIsLeftOver(Stores stores) {
        var invariants = new Invariants(stores);
        invariants.holdBut();
        assertThat(invariants.items.values())
                .noneMatch(item -> item.attributes().containsKey("unverified"));
        var linked = invariants.items.values().stream()
                .filter(item -> item.key().sort().matches("(?:link|manifest)#.*"))
                .flatMap(item -> item.findText("object").stream()
                        .map(id -> ObjectKey.blob(Digest.parse(rest(item)), new UploadId(id))))
                .collect(Collectors.toSet());
        assertThat(stores.bucket().list("blobs/")).containsExactlyInAnyOrderElementsOf(linked);
        assertThat(invariants.items.keySet())
                .noneMatch(key -> key.sort().startsWith("upload#"))
                .filteredOn(key -> key.sort().startsWith("object#"))
                .hasSameSizeAs(linked);
        assertThat(invariants.items.keySet())
                .filteredOn(key -> key.partition().startsWith("o#"))
                .hasSize((int) linked.stream()
                        .filter(key -> key.value().startsWith(ObjectKey.COPIED))
                        .count());
    }

    private void holdBut() {
        items.values().forEach(this::check);
    }

    private void check(Item item) {
        var kind = item.key().sort().split("#", 2)[0];
        switch (kind) {
            case "link" -> linkIsGood(item);
            case "object" -> linksAreCounted(item);
            case "holder" -> holderLinks(item);
            case "tag" -> tagPointsAtAManifest(item);
            case "referrer" -> referrerIsThere(item);
            case "manifest" -> manifestHasItsBytes(item);
            case "digest" -> pointerLeadsToAnObject(item);
            default -> {}
        }
    }

    private void linkIsGood(Item link) {
        if (link.findText("unverified").isPresent()) {
            linkIsBeingVerified(link);
            return;
        }
        var digest = Digest.parse(rest(link));
        var id = new UploadId(link.text("object"));
        var object = item(Keys.object(digest, id));
        assertThat(object.text("state")).as("state of %s", object.key()).isEqualTo("live");
        copyHasAPointer(digest, id);
        var bytes = bytes(ObjectKey.blob(digest, id));
        assertThat(Digest.of(digest.algorithm(), bytes))
                .as("bytes of %s", link.key())
                .isEqualTo(digest);
        assertThat(link.number("size")).isEqualTo(bytes.length);
        assertThat(object.number("size")).isEqualTo(bytes.length);
        assertThat(items).containsKey(Keys.holder(digest, repository(link)));
    }

    /** Its upload is open, has so many bytes, and a client was told that they are the blob. */
    private void linkIsBeingVerified(Item link) {
        if (link.number("expires") <= stores.now().getEpochSecond()) {
            return;
        }
        var upload = item(Keys.upload(repository(link), new UploadId(link.text("unverified"))));
        assertThat(upload.text("claimed")).isEqualTo(rest(link));
        assertThat(upload.number("answered")).isOne();
        assertThat(upload.number("offset")).isEqualTo(link.number("size"));
        assertThat(link.findText("object")).isEmpty();
    }

    /** What leads from a copied object to its item; a dead one may lead nowhere. */
    private void pointerLeadsToAnObject(Item pointer) {
        var copy = new UploadId(pointer.key().partition().substring(2));
        assertThat(copy.isCopy()).isTrue();
        var object = pointer.findText("digest").map(digest -> Keys.object(Digest.parse(digest), copy));
        if (pointer.findNumber("expires").isEmpty()) {
            assertThat(item(object.orElseThrow()).text("state")).isEqualTo("live");
        }
    }

    private void copyHasAPointer(Digest digest, UploadId object) {
        if (object.isCopy()) {
            var pointer = item(new Key("o#" + object, "digest"));
            assertThat(pointer.text("digest")).isEqualTo(digest.toString());
            assertThat(pointer.attributes()).doesNotContainKey("expires");
        }
    }

    private void linksAreCounted(Item object) {
        var digest = object.key().partition().substring(2);
        var id = rest(object);
        var links = items.values().stream()
                .filter(item -> item.key().sort().equals("link#" + digest)
                        || item.key().sort().equals("manifest#" + digest))
                .filter(item -> item.findText("object").equals(Optional.of(id)))
                .count();
        assertThat(object.number("links")).as("links of %s", object.key()).isEqualTo(links);
    }

    private void holderLinks(Item holder) {
        var digest = Digest.parse(holder.key().partition().substring(2));
        assertThat(items).containsKey(Keys.link(new RepositoryName(rest(holder)), digest));
    }

    private void tagPointsAtAManifest(Item tag) {
        assertThat(new Tag(rest(tag))).isNotNull();
        assertThat(items).containsKey(Keys.manifest(repository(tag), Digest.parse(tag.text("digest"))));
    }

    private void referrerIsThere(Item referrer) {
        var parts = rest(referrer).split("#", 2);
        var manifest = item(Keys.manifest(repository(referrer), Digest.parse(parts[1])));
        assertThat(manifest.findText("subject")).contains(parts[0]);
    }

    private void manifestHasItsBytes(Item manifest) {
        var digest = Digest.parse(rest(manifest));
        var bytes = bytes(manifest, digest);
        assertThat(Digest.of(digest.algorithm(), bytes))
                .as("bytes of %s", manifest.key())
                .isEqualTo(digest);
        assertThat(items).containsKey(Keys.repository(repository(manifest)));
        manifest.findText("object")
                .map(id -> item(Keys.object(digest, new UploadId(id))))
                .ifPresent(object -> assertThat(object.text("state")).isEqualTo("live"));
    }

    private void manifestIsComplete(Key key) {
        if (!key.sort().startsWith("manifest#")) {
            return;
        }
        var item = item(key);
        var manifest = Manifest.read(Optional.empty(), bytes(item, Digest.parse(rest(item))));
        manifest.blobs()
                .forEach(blob -> assertThat(
                                item(Keys.link(repository(item), blob)).attributes())
                        .containsKey("object"));
        manifest.children().forEach(child -> assertThat(items).containsKey(Keys.manifest(repository(item), child)));
        manifest.subject()
                .ifPresent(subject -> assertThat(items)
                        .containsKey(Keys.referrer(repository(item), subject, Digest.parse(rest(item)))));
    }

    private Item item(Key key) {
        return Optional.ofNullable(items.get(key)).orElseThrow(() -> new AssertionError("no item at " + key));
    }

    private byte[] bytes(Item manifest, Digest digest) {
        return manifest.findBytes("content")
                .orElseGet(() -> bytes(ObjectKey.blob(digest, new UploadId(manifest.text("object")))));
    }

    private byte[] bytes(ObjectKey key) {
        try (var content = stores.bucket().open(key).orElseThrow(() -> new AssertionError("no bytes at " + key))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RepositoryName repository(Item item) {
        return new RepositoryName(item.key().partition().substring(2));
    }

    private static String rest(Item item) {
        return item.key().sort().split("#", 2)[1];
    }
}
