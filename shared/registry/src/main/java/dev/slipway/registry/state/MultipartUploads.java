package dev.slipway.registry.state;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Objects put together from parts, as in S3: numbered from 1 to 10,000, each of 5 MiB to 5 GiB but the last, which may
 * be smaller.
 */
public interface MultipartUploads {

    /** The least that a part other than the last may have: 5 MiB. */
    int SMALLEST_PART = 5 << 20;

    /** One part as its bucket knows it; the tag is opaque and names the bytes. */
    record Part(int number, String tag) {}

    /** Begins an upload to a key; the answer names it. */
    String begin(ObjectKey key);

    /** Stores a part, in the place of one with the same number. */
    Part put(ObjectKey key, String upload, int number, byte[] content);

    /**
     * Stores the first bytes of an object as a part, in the place of one with the same number, without their passing here.
     *
     * @param length how many bytes, no more than the object has
     * @return empty when the upload or the object is not there
     */
    Optional<Part> copy(ObjectKey key, String upload, int number, ObjectKey from, long length);

    /**
     * A URL that takes one PUT of a part's bytes, without credentials, until it expires. The answer's {@code ETag} is
     * the part's tag.
     */
    URI partUrl(ObjectKey key, String upload, int number, Duration validity);

    /**
     * Puts the parts together. Done twice, it answers twice.
     *
     * @return empty when the upload or one of the parts is not there, or a part is too small
     */
    Optional<StoredObject> complete(ObjectKey key, String upload, List<Part> parts);

    /** Forgets an upload and its parts; that there is none is no error. */
    void abort(ObjectKey key, String upload);
}
