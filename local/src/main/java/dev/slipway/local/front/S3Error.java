package dev.slipway.local.front;

/** Errors as S3 writes them. */
enum S3Error {
    BAD_DIGEST(400, "BadDigest", "The SHA256 you specified did not match the calculated checksum."),
    INVALID_CHECKSUM(400, "InvalidRequest", "Value for x-amz-checksum-sha256 header is invalid."),
    NO_SUCH_KEY(404, "NoSuchKey", "The specified key does not exist."),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed", "The specified method is not allowed against this resource."),
    MISSING_LENGTH(411, "MissingContentLength", "You must provide the Content-Length HTTP header."),
    PRECONDITION_FAILED(412, "PreconditionFailed", "At least one of the preconditions you specified did not hold."),
    INVALID_RANGE(416, "InvalidRange", "The requested range is not satisfiable.");

    private final int status;
    private final String code;
    private final String message;

    S3Error(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    Answer answer() {
        return Answer.of(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
