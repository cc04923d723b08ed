package dev.slipway.registry.manifest;

import dev.slipway.registry.blob.Blob;
import dev.slipway.registry.blob.Blobs;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Reference;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules for pushing a manifest. It appears in one step with its tags and its place among the referrers of its
 * subject, and only while everything that it needs is in the repository.
 */
public final class ManifestPushes {

    /** The most bytes a manifest may have: 4 MiB (OCI Distribution Specification, "Pushing Manifests"). */
    public static final int LARGEST = 4 << 20;

    /** The most tags one push may give. */
    public static final int MOST_TAGS = 10;

    private static final int MOST_ATTEMPTS = 5;

    private final Table table;
    private final Bucket bucket;
    private final Blobs blobs;
    private final Pins pins;
    private final InstantSource clock;

    public ManifestPushes(Table table, Bucket bucket, Blobs blobs, InstantSource clock) {
        this.table = table;
        this.bucket = bucket;
        this.blobs = blobs;
        this.pins = new Pins(table, clock);
        this.clock = clock;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Push(Digest digest, Manifest manifest, Set<Tag> tags, byte[] content) {

        StoredManifest storedAt(ManifestBytes.Place place) {
            return new StoredManifest(
                    digest,
                    manifest.mediaType().toString(),
                    content.length,
                    place.object().isPresent() ? Optional.empty() : Optional.of(content),
                    place.object(),
                    manifest.subject(),
                    UploadId.random());
        }
    }

    /**
     * Pushes a manifest.
     *
     * @param reference its tag, or its digest, which its bytes must then have
     * @param tags more tags to give it
     * @throws RegistryException {@code MANIFEST_INVALID}, {@code DIGEST_INVALID}, {@code MANIFEST_BLOB_UNKNOWN}; and
     *     {@code UNAVAILABLE} where a blob that it needs is still being verified
     */
    public PushedManifest push(
            RepositoryName repository,
            Reference reference,
            Set<Tag> tags,
            Optional<String> contentType,
            byte[] content) {
        var digest = digest(reference, content);
        var all = allTags(reference, tags);
        var manifest = Manifest.read(contentType, content);
        write(repository, new Push(digest, manifest, all, content));
        return new PushedManifest(digest, all, manifest.subject());
    }

    private static Digest digest(Reference reference, byte[] content) {
        return switch (reference) {
            case Tag tag -> Digest.of(Algorithm.SHA256, content);
            case Digest claimed -> {
                if (!claimed.equals(Digest.of(claimed.algorithm(), content))) {
                    throw new RegistryException(ErrorCode.DIGEST_INVALID).with("digest", claimed);
                }
                yield claimed;
            }
        };
    }

    private static Set<Tag> allTags(Reference reference, Set<Tag> more) {
        var tags = new LinkedHashSet<Tag>();
        if (reference instanceof Tag tag) {
            tags.add(tag);
        }
        tags.addAll(more);
        return tags;
    }

    private void write(RepositoryName repository, Push push) {
        var bytes = new ManifestBytes(table, bucket, repository, push.digest(), push.content());
        try {
            bytes.discardBut(write(repository, push, bytes));
        } catch (RegistryException refused) {
            bytes.discardBut(Optional.empty());
            throw refused;
        }
    }

    /** Writes the manifest as soon as all that it needs is there; answers which object has its bytes. */
    private Optional<UploadId> write(RepositoryName repository, Push push, ManifestBytes bytes) {
        var needed = needed(repository, push.manifest());
        var settled = false;
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var place = bytes.place();
            var writes = plusHome(repository, appearance(repository, push, place));
            var refused = pins.writeWhile(needed.keySet(), writes);
            if (refused.isEmpty()) {
                return place.object();
            }
            if (refused.stream().anyMatch(needed::containsKey)) {
                settle(repository, push.manifest(), missing(needed, refused, writes.size()), settled);
                settled = true;
            }
        }
        throw new IllegalStateException("the repository " + repository + " changes too often to push to it");
    }

    private void settle(RepositoryName repository, Manifest manifest, List<Digest> missing, boolean settled) {
        if (settled || !manifest.blobs().containsAll(missing) || !blobs.settle(repository, missing)) {
            throw new RegistryException(ErrorCode.MANIFEST_BLOB_UNKNOWN).with("digest", missing.getFirst());
        }
    }

    /** All that is not there: more than was refused where one transaction could not look at everything. */
    private List<Digest> missing(Map<Key, Digest> needed, Set<Key> refused, int writes) {
        var absent = new LinkedHashMap<>(needed);
        if (needed.size() <= Table.MOST_WRITES - writes) {
            absent.keySet().retainAll(refused);
        } else {
            table.getAll(needed.keySet()).values().stream()
                    .filter(item -> Condition.holds(Blob.LINKED, Optional.of(item)))
                    .forEach(item -> absent.remove(item.key()));
        }
        return absent.isEmpty()
                ? refused.stream()
                        .flatMap(key -> Stream.ofNullable(needed.get(key)))
                        .toList()
                : List.copyOf(absent.values());
    }

    private static Map<Key, Digest> needed(RepositoryName repository, Manifest manifest) {
        var needed = new LinkedHashMap<Key, Digest>();
        manifest.blobs().forEach(blob -> needed.put(Keys.link(repository, blob), blob));
        manifest.children().forEach(child -> needed.put(Keys.manifest(repository, child), child));
        return needed;
    }

    private List<Write> appearance(RepositoryName repository, Push push, ManifestBytes.Place place) {
        var now = clock.instant().getEpochSecond();
        var stored = push.storedAt(place);
        var writes = new ArrayList<Write>();
        writes.add(new Write.Update(
                Keys.manifest(repository, stored.digest()), stored.attributes(now), Map.of(), place.condition()));
        place.link().ifPresent(writes::add);
        stored.subject()
                .ifPresent(subject -> writes.add(
                        new Write.Put(Referrer.item(repository, subject, stored, push.manifest()), Condition.ALWAYS)));
        push.tags()
                .forEach(tag -> writes.add(new Write.Put(
                        Item.at(Keys.tag(repository, tag))
                                .with("digest", stored.digest().toString())
                                .with("pushed", now),
                        Condition.ALWAYS)));
        return writes;
    }

    /** The first push to a repository makes it. */
    private List<Write> plusHome(RepositoryName repository, List<Write> writes) {
        var home = Keys.repository(repository);
        if (table.get(home).isPresent()) {
            return writes;
        }
        var all = new ArrayList<>(writes);
        all.add(new Write.Put(Item.at(home).with("created", clock.instant().getEpochSecond()), Condition.ABSENT));
        return all;
    }
}
