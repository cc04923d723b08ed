package dev.slipway.functions.blobs;

import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.blob.ContentRange;
import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import java.util.Optional;

/** What all upload routes answer alike. */
final class UploadAnswers {

    private final Capabilities capabilities;

    UploadAnswers(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** An upload goes on: where, and how far it has come. */
    Response session(int status, Session session) {
        return Response.of(status)
                .header("location", url(session))
                .header("range", session.range())
                .header("docker-upload-uuid", session.id());
    }

    /** A chunk did not follow what is there: 416, with all that a client needs to go on. */
    RegistryException outOfOrder(OutOfOrderException e) {
        return new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "the chunk does not follow what was uploaded")
                .status(416)
                .header("location", url(e.session()))
                .header("range", e.session().range())
                .header("docker-upload-uuid", e.session().id().value());
    }

    /**
     * Where a chunk belongs: where the client says, or else where the upload was when its URL was made, so that a request
     * that is sent twice adds its bytes once. A chunk without bytes belongs anywhere.
     */
    Optional<ContentRange> range(Request request, long length) {
        return request.header("content-range")
                .map(ContentRange::parse)
                .or(() -> length == 0 ? Optional.empty() : Optional.of(atUrl(request, length)));
    }

    /** How many bytes the upload had when the request's URL was made. */
    long offset(Request request) {
        var state = request.parameter("state").orElse("");
        return capabilities.checkUpload(request.repository(), request.upload(), state);
    }

    private ContentRange atUrl(Request request, long length) {
        var offset = offset(request);
        return new ContentRange(offset, offset + length - 1);
    }

    /** A blob is there. */
    static Response created(RepositoryName repository, Digest digest) {
        return Response.of(201)
                .header("location", "/v2/" + repository + "/blobs/" + digest)
                .header("docker-content-digest", digest);
    }

    private String url(Session session) {
        return capabilities.uploadUrl(session.repository(), session.id(), session.offset());
    }
}
