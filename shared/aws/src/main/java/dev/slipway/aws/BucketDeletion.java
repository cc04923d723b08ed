package dev.slipway.aws;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Deletes a bucket with all that is in it: objects in all their versions, and parts of uploads. */
final class BucketDeletion {

    private final S3Client client;
    private final String name;

    BucketDeletion(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Does nothing where there is none. Interrupted, it can be run again. */
    void deleteIfThere() {
        try {
            client.listMultipartUploadsPaginator(request -> request.bucket(name))
                    .uploads()
                    .forEach(upload -> client.abortMultipartUpload(
                            request -> request.bucket(name).key(upload.key()).uploadId(upload.uploadId())));
            client.listObjectVersionsPaginator(request -> request.bucket(name)).forEach(this::delete);
            client.deleteBucket(request -> request.bucket(name));
        } catch (NoSuchBucketException none) {
            return; // as it should be
        }
    }

    private void delete(ListObjectVersionsResponse page) {
        var all = new ArrayList<ObjectIdentifier>();
        page.versions().forEach(version -> all.add(identifier(version.key(), version.versionId())));
        page.deleteMarkers().forEach(marker -> all.add(identifier(marker.key(), marker.versionId())));
        if (!all.isEmpty()) {
            delete(all);
        }
    }

    private void delete(List<ObjectIdentifier> all) {
        var errors = client.deleteObjects(request ->
                        request.bucket(name).delete(list -> list.objects(all).quiet(true)))
                .errors();
        if (!errors.isEmpty()) {
            var first = errors.getFirst();
            throw new IllegalStateException("%d objects of %s cannot be deleted, such as %s: %s"
                    .formatted(errors.size(), name, first.key(), first.message()));
        }
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
