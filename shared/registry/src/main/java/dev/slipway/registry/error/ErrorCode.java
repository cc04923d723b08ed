package dev.slipway.registry.error;

/**
 * The error codes of the OCI Distribution Specification ("Error Codes", code-1 to code-14) with the status each is
 * answered with, {@link #UNAVAILABLE} as other registries say it, and {@link #UNKNOWN} for what is nobody's mistake but ours. The constant's name is the code on the wire.
 */
public enum ErrorCode {
    BLOB_UNKNOWN(404, "blob unknown to registry"),
    BLOB_UPLOAD_INVALID(400, "blob upload invalid"),
    BLOB_UPLOAD_UNKNOWN(404, "blob upload unknown to registry"),
    DIGEST_INVALID(400, "provided digest did not match uploaded content"),
    MANIFEST_BLOB_UNKNOWN(404, "manifest references a manifest or blob unknown to registry"),
    MANIFEST_INVALID(400, "manifest invalid"),
    MANIFEST_UNKNOWN(404, "manifest unknown to registry"),
    NAME_INVALID(400, "invalid repository name"),
    NAME_UNKNOWN(404, "repository name not known to registry"),
    SIZE_INVALID(400, "provided length did not match content length"),
    UNAUTHORIZED(401, "authentication required"),
    DENIED(403, "requested access to the resource is denied"),
    UNSUPPORTED(405, "the operation is unsupported"),
    TOOMANYREQUESTS(429, "too many requests"),
    UNAVAILABLE(503, "not ready yet; please try again"),
    UNKNOWN(500, "something went wrong here; please try again");

    private final int status;
    private final String message;

    ErrorCode(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** The HTTP status that goes with this code unless an error says otherwise. */
    public int status() {
        return status;
    }

    /** One sentence for people. */
    public String message() {
        return message;
    }
}
