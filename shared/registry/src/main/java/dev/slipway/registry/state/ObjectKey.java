package dev.slipway.registry.state;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * The name of some bytes in the bucket, made of characters that S3, CloudFront and file systems treat alike. What clients can
 * be sent to has a name that is never used twice and names no repository.
 */
public record ObjectKey(String value) {

    /** What the keys of objects begin with that the bucket copied, before anyone knew what their bytes hash to. */
    public static final String COPIED = "blobs/copied/";

    private static final String STATEMENTS = "statements/";
    private static final String HTML = ".html";

    /** Dots are in the last component only, and there between other characters. */
    private static final Pattern FORM = Pattern.compile("[a-z]++(?:/[A-Za-z0-9_-]++)++(?:\\.[A-Za-z0-9_-]++)*+");

    public ObjectKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an object key: " + value);
        }
    }

    /**
     * Where a blob's bytes are once they are whole: {@code blobs/ALGORITHM/HEX/UPLOAD-ID}, or {@code blobs/copied/COPY-ID}
     * where the bucket copied them.
     */
    public static ObjectKey blob(Digest digest, UploadId object) {
        return object.isCopy() ? copied(object) : new ObjectKey(blobs(digest) + object);
    }

    /** Where the bucket copies an upload's bytes to. */
    public static ObjectKey copied(UploadId copy) {
        return new ObjectKey(COPIED + copy);
    }

    /** What the keys of all copies of a blob begin with. */
    public static String blobs(Digest digest) {
        return "blobs/" + digest.algorithm() + "/" + digest.hex() + "/";
    }

    /** Where an upload's parts come together: {@code staging/UPLOAD-ID/whole}. */
    public static ObjectKey staging(UploadId upload) {
        return new ObjectKey("staging/" + upload + "/whole");
    }

    /** Where a chunk waits that is too small for a part: {@code staging/UPLOAD-ID/CHUNK}. */
    public static ObjectKey chunk(UploadId upload, UploadId chunk) {
        return new ObjectKey("staging/" + upload + "/" + chunk);
    }

    /** Where the statement of all costs of a month is: {@code statements/MONTH.html}. */
    public static ObjectKey statement(YearMonth month) {
        return new ObjectKey(STATEMENTS + month + HTML);
    }

    /** Where the statement of an owner's costs of a month is: {@code statements/MONTH/OWNER.html}. */
    public static ObjectKey statement(YearMonth month, String owner) {
        return new ObjectKey(STATEMENTS + month + "/" + owner + HTML);
    }

    /** What the bytes are, for whoever looks at them. */
    public String mediaType() {
        return value.endsWith(HTML) ? "text/html; charset=utf-8" : "application/octet-stream";
    }

    /** The last component. */
    public String last() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
