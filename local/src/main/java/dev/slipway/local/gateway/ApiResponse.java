package dev.slipway.local.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What API Gateway answers.
 *
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record ApiResponse(int status, Map<String, List<String>> headers, byte[] body) {

    /** The header with the request's id. */
    static final String ID = "apigw-requestid";

    static final ApiResponse NOT_FOUND = own(404, "Not Found");
    static final ApiResponse TOO_LARGE = own(413, "Request Entity Too Large");
    static final ApiResponse FAILED = own(500, "Internal Server Error");
    static final ApiResponse TOO_LATE = own(503, "Service Unavailable");

    /** An answer of API Gateway's own, with no handler behind it. */
    private static ApiResponse own(int status, String message) {
        var body = "{\"message\":\"" + message + "\"}";
        return new ApiResponse(
                status, Map.of("content-type", List.of("application/json")), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with the request's id, by which the log can be searched. */
    ApiResponse named(String id) {
        var all = new TreeMap<>(headers);
        all.put(ID, List.of(id));
        return new ApiResponse(status, all, body);
    }
}
