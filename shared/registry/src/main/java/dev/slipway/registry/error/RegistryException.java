package dev.slipway.registry.error;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to the client that is an error. Thrown anywhere, rendered in one place. Carries no stack trace: it is an
 * answer, not a fault.
 */
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int status;
    private final transient Map<String, String> detail;
    private final transient Map<String, String> headers;

    public RegistryException(ErrorCode code) {
        this(code, code.message());
    }

    public RegistryException(ErrorCode code, String message) {
        this(code, code.status(), message, Map.of(), Map.of());
    }

    private RegistryException(
            ErrorCode code, int status, String message, Map<String, String> detail, Map<String, String> headers) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.detail = detail;
        this.headers = headers;
    }

    /** The same error, naming something the client sent, such as the digest it asked for. */
    public RegistryException with(String name, Object value) {
        return new RegistryException(code, status, getMessage(), plus(detail, name, value.toString()), headers);
    }

    /** The same error under another status, where the specification asks for one, such as 416. */
    public RegistryException status(int other) {
        return new RegistryException(code, other, getMessage(), detail, headers);
    }

    /** The same error with a response header, such as the {@code Range} of an upload that got a chunk out of order. */
    public RegistryException header(String name, String value) {
        return new RegistryException(code, status, getMessage(), detail, plus(headers, name, value));
    }

    public ErrorCode code() {
        return code;
    }

    public int status() {
        return status;
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? code.message() : message;
    }

    /** What the client sent that the error is about. */
    public Map<String, String> detail() {
        return detail;
    }

    public Map<String, String> headers() {
        return headers;
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        var copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return copy;
    }
}
