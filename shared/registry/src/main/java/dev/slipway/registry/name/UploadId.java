package dev.slipway.registry.name;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which upload some bytes belong to: a random UUID, also the last part of the key the bytes are kept under. */
public record UploadId(String value) {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Where the version of a UUID stands. */
    private static final int VERSION = 14;

    public UploadId {
        if (!UUID_FORM.matcher(value).matches()) {
            throw new RegistryException(ErrorCode.BLOB_UPLOAD_UNKNOWN).with("upload", Excerpt.of(value));
        }
    }

    public static UploadId random() {
        return new UploadId(UUID.randomUUID().toString());
    }

    /**
     * A new name for an object that the bucket is to copy. It is of another version than an upload's id (RFC 9562, version
     * 8), so that no upload URL leads to such an object.
     */
    public static UploadId copy() {
        var random = UUID.randomUUID();
        var version8 = (random.getMostSignificantBits() & ~0xf000L) | 0x8000L;
        return new UploadId(new UUID(version8, random.getLeastSignificantBits()).toString());
    }

    /** Whether this names an object that the bucket copied, by its form alone. */
    public boolean isCopy() {
        return value.charAt(VERSION) == '8';
    }

    @Override
    public String toString() {
        return value;
    }
}
