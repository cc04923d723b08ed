package dev.slipway.registry.state;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where a registry keeps bytes, as in S3. A reader sees all of an object or none of it, and what was acknowledged is
 * seen by every read that begins after.
 */
public interface Bucket {

    /** Stores a few MiB under a key, with their SHA-256. */
    StoredObject put(ObjectKey key, byte[] content);

    /** What is stored under a key, without its bytes. */
    Optional<StoredObject> find(ObjectKey key);

    /** The bytes under a key, to be closed by the caller. */
    Optional<InputStream> open(ObjectKey key);

    /** The keys that begin with this, sorted. */
    List<ObjectKey> list(String prefix);

    /**
     * The objects whose keys begin with a prefix, sorted by key.
     *
     * @param after objects up to and including this key are left out; empty leaves none out
     * @param limit how many at most, 1 to 1000; fewer are answered only where there are no more
     */
    List<ListedObject> page(String prefix, String after, int limit);

    /**
     * Copies an object of at most 5 GiB and computes the SHA-256 of the whole, whatever the source had.
     *
     * @throws java.util.NoSuchElementException when there is none
     */
    StoredObject copy(ObjectKey from, ObjectKey to);

    /** Deletes an object; that there is none is no error. */
    void delete(ObjectKey key);
}
