package dev.slipway.registry.name;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which upload some bytes belong to: a random UUID, also the last part of the key the bytes are kept under. */
public record UploadId(String value) {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public UploadId {
        if (!UUID_FORM.matcher(value).matches()) {
            throw new RegistryException(ErrorCode.BLOB_UPLOAD_UNKNOWN).with("upload", Excerpt.of(value));
        }
    }

    public static UploadId random() {
        return new UploadId(UUID.randomUUID().toString());
    }

    /**
     * The name of an object that is copied from what this upload has staged: always the same, and one that no upload
     * ever has, so that nobody was given the right to put anything there.
     */
    public UploadId copied() {
        return new UploadId(UUID.nameUUIDFromBytes(("copied from " + value).getBytes(StandardCharsets.UTF_8))
                .toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
