package dev.slipway.relay;

import java.util.regex.Pattern;

/** Which of the three requests it is that a relay takes. */
enum UploadRoute {
    /** {@code PATCH} of an upload URL: more bytes. */
    APPEND,
    /** {@code PUT} of an upload URL: the last bytes, if any. */
    CLOSE,
    /** {@code POST …/uploads/?digest=}: a whole blob in one request. */
    WHOLE;

    private static final Pattern UPLOADS = Pattern.compile("/v2/.+/blobs/uploads/?");
    private static final Pattern UPLOAD = Pattern.compile("/v2/.+/blobs/uploads/[^/]+");

    static UploadRoute of(RelayRequest request) throws Refused {
        var url = url(request);
        if (UPLOADS.matcher(url.path()).matches()) {
            if (request.method().equals("POST") && url.digest().isPresent()) {
                return WHOLE;
            }
            throw Refused.because(405, "UNSUPPORTED", "a relay begins no upload without a digest");
        }
        if (!UPLOAD.matcher(url.path()).matches()) {
            throw Refused.because(404, "NAME_UNKNOWN", "a relay takes uploads and nothing else");
        }
        return switch (request.method()) {
            case "PATCH" -> APPEND;
            case "PUT" -> CLOSE;
            default -> throw Refused.because(405, "UNSUPPORTED", "a relay takes PATCH and PUT of an upload");
        };
    }

    static UploadUrl url(RelayRequest request) throws Refused {
        try {
            return UploadUrl.of(request.target());
        } catch (IllegalArgumentException unreadable) {
            throw Refused.because(400, "NAME_INVALID", "not the address of an upload");
        }
    }
}
