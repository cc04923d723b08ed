package dev.slipway.local.front;

import dev.slipway.local.store.StoredFile;
import dev.slipway.registry.state.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Whether an object is sent, and how much of it, by what a request says of the copy that it has or expects. */
record Preconditions(OriginRequest request, StoredFile file) {

    /** An object's entity tag. The bytes under a key never change, so the key says it all. */
    static String tag(ObjectKey key) {
        var hash = UUID.nameUUIDFromBytes(key.value().getBytes(StandardCharsets.UTF_8));
        return "\"" + hash.toString().replace("-", "") + "\"";
    }

    private String tag() {
        return tag(file.object().key());
    }

    Answer answer() {
        long size = file.size();
        var match = request.header("if-match");
        if (!match.isEmpty() && !names(match)) {
            return S3Error.PRECONDITION_FAILED.answer();
        }
        if (names(request.header("if-none-match"))) {
            return new Answer(304, headers(), Body.EMPTY);
        }
        return range(size)
                .map(range -> send(range, size))
                .orElseGet(() -> S3Error.INVALID_RANGE.answer().with("content-range", "bytes */" + size));
    }

    private Answer send(ByteRange range, long size) {
        var headers = headers();
        headers.put("content-type", List.of("application/octet-stream"));
        if (isRanged()) {
            headers.put("content-range", List.of(range.of(size)));
        }
        headers.put("content-length", List.of(Long.toString(range.length())));
        return new Answer(isRanged() ? 206 : 200, headers, new FileBody(file.channel(), range));
    }

    private Optional<ByteRange> range(long size) {
        return isRanged() ? ByteRange.parse(request.header("range"), size) : Optional.of(ByteRange.whole(size));
    }

    private boolean isRanged() {
        var copy = request.header("if-range");
        return ByteRange.isOne(request.header("range")) && (copy.isEmpty() || copy.equals(tag()));
    }

    private boolean names(String tags) {
        return Arrays.stream(tags.split(",")).map(String::strip).anyMatch(one -> one.equals("*") || one.equals(tag()));
    }

    private TreeMap<String, List<String>> headers() {
        return new TreeMap<>(Map.of(
                "accept-ranges", List.of("bytes"),
                "etag", List.of(tag())));
    }
}
