package dev.slipway.aws;

import dev.slipway.registry.cost.Unit;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The class of price of a request to S3 (Amazon S3, "Pricing", requests and data retrievals). */
final class BucketClass {

    private BucketClass() {}

    /** Empty for a request to another service. */
    static Optional<Unit> of(SdkRequest request) {
        return request instanceof S3Request s3 ? Optional.of(unit(s3)) : Optional.empty();
    }

    private static Unit unit(S3Request request) {
        return switch (request) {
            case GetObjectRequest _, HeadObjectRequest _ -> Unit.BUCKET_READ;
            case DeleteObjectRequest _, AbortMultipartUploadRequest _ -> Unit.BUCKET_DELETE;
            default -> Unit.BUCKET_WRITE;
        };
    }
}
