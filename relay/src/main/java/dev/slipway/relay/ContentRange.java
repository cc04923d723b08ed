package dev.slipway.relay;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which bytes of the upload a body is said to be, first and last. */
record ContentRange(long first, long last) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /** What the client says, if it does. */
    static Optional<ContentRange> of(RelayRequest request) throws Refused {
        var text = request.header("Content-Range");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var form = FORM.matcher(text.get().strip());
        if (!form.matches()) {
            throw Refused.because(400, "BLOB_UPLOAD_INVALID", "Content-Range must be FIRST-LAST");
        }
        return Optional.of(new ContentRange(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))));
    }

    /** The range is not that of a body of so many bytes. */
    static Refused wrongLength() {
        return Refused.because(400, "SIZE_INVALID", "Content-Range does not fit the length of the body");
    }

    boolean fits(long length) {
        return last - first + 1 == length;
    }
}
