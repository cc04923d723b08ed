package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.util.regex.Pattern;

/**
 * Which bytes of a blob a chunk is, written {@code 0-1023}, both ends included (OCI Distribution Specification, "Pushing
 * a blob in chunks").
 */
public record ContentRange(long first, long last) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})-([0-9]{1,15})");

    public ContentRange {
        if (first > last) {
            throw invalid();
        }
    }

    /** Reads a header; {@code BLOB_UPLOAD_INVALID} for anything else. */
    public static ContentRange parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw invalid();
        }
        return new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    /** How many bytes that is. */
    public long length() {
        return last - first + 1;
    }

    private static RegistryException invalid() {
        return new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "invalid Content-Range");
    }
}
