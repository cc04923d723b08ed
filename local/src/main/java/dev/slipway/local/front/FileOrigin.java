package dev.slipway.local.front;

import dev.slipway.local.store.FileBucket;
import dev.slipway.local.store.Receipt;
import dev.slipway.local.store.StoredFile;
import dev.slipway.registry.state.ObjectKey;
import java.io.EOFException;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The bucket, answering as S3 does the few requests that the edge sends there. */
public final class FileOrigin implements OriginServer {

    private static final String CHECKSUM = "x-amz-checksum-sha256";
    private static final int SHA256_BYTES = 32;

    private final FileBucket bucket;

    public FileOrigin(FileBucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public void handle(OriginRequest request, Consumer<Answer> reply) throws IOException {
        reply.accept(answer(request));
    }

    private Answer answer(OriginRequest request) throws IOException {
        var key = key(request.path());
        if (key.isEmpty()) {
            return S3Error.NO_SUCH_KEY.answer();
        }
        return switch (request.method()) {
            case "PUT" -> put(request, key.get());
            case "GET", "HEAD" -> find(request, key.get());
            default -> S3Error.METHOD_NOT_ALLOWED.answer();
        };
    }

    private static Optional<ObjectKey> key(String path) {
        try {
            return Optional.of(new ObjectKey(path.substring(1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Answer put(OriginRequest request, ObjectKey key) throws IOException {
        if (request.length() < 0) {
            return S3Error.MISSING_LENGTH.answer();
        }
        var header = request.header(CHECKSUM);
        var sha256 = header.isEmpty() ? Optional.<byte[]>empty() : decode(header);
        if (!header.isEmpty() && sha256.isEmpty()) {
            return S3Error.INVALID_CHECKSUM.answer();
        }
        return switch (bucket.receive(key, request.body(), request.length(), sha256)) {
            case Receipt.Stored _ -> stored(key, header);
            case Receipt.Mismatch _ -> S3Error.BAD_DIGEST.answer();
            case Receipt.CutShort(var received) ->
                throw new ViewerGoneException(new EOFException("only " + received + " bytes came"));
        };
    }

    private static Answer stored(ObjectKey key, String checksum) {
        var headers = new TreeMap<String, List<String>>(Map.of("etag", List.of(Preconditions.tag(key))));
        if (!checksum.isEmpty()) {
            headers.put(CHECKSUM, List.of(checksum));
        }
        return new Answer(200, headers, Body.EMPTY);
    }

    private static Optional<byte[]> decode(String checksum) {
        try {
            return Optional.of(Base64.getDecoder().decode(checksum)).filter(bytes -> bytes.length == SHA256_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Answer find(OriginRequest request, ObjectKey key) throws IOException {
        var found = bucket.file(key);
        return found.isEmpty() ? S3Error.NO_SUCH_KEY.answer() : answer(request, found.get());
    }

    private static Answer answer(OriginRequest request, StoredFile file) throws IOException {
        var answer = new Preconditions(request, file).answer();
        if (!(answer.body() instanceof FileBody) || request.method().equals("HEAD")) {
            file.close();
        }
        return answer;
    }
}
