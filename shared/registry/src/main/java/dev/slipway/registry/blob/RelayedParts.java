package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploads.Part;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Table;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rules for parts that go to the bucket without passing a handler, as a relay sends them ({@code docs/protocol.md},
 * "The relay's protocol").
 */
public final class RelayedParts {

    /** The size of a part that a relay sends, 8 MiB: 5 GiB in 640 of them. */
    public static final long PART_SIZE = 8L << 20;

    /** How many part URLs are given at once. */
    public static final int MOST_URLS = 100;

    private static final int MOST_ATTEMPTS = 10;
    private static final Duration URL_LIFE = Duration.ofHours(1);

    private final MultipartUploads multipart;
    private final Progress progress;
    private final Staging staging;

    public RelayedParts(Table table, Bucket bucket, MultipartUploads multipart, InstantSource clock) {
        this.multipart = multipart;
        this.progress = new Progress(table, clock);
        this.staging = new Staging(bucket, multipart);
    }

    /** One URL, for one PUT of one part, for an hour. */
    public record PartUrl(int number, URI url) {}

    /**
     * Where to put the next parts.
     *
     * @param pending how many bytes are not in a part yet; while there are any, the URLs are of no use
     */
    public record PartUrls(long offset, long pending, List<PartUrl> urls) {}

    /** A part as whoever put it says it is. */
    public record PutPart(Part part, long size) {}

    /**
     * The URLs of the next parts, as many as asked for, 1 to {@link #MOST_URLS}. Nobody else is given the same numbers.
     */
    public PartUrls urls(RepositoryName repository, UploadId id, int count) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var upload = progress.growing(repository, id);
            var open = staging.unsealed(upload);
            var name = open.staged().multipart().orElseGet(() -> staging.begin(id));
            if (progress.keep(handedOut(open, name, count))) {
                staging.dropMerged(upload);
                return urls(open, name, count);
            }
            if (open.staged().multipart().isEmpty()) {
                staging.abort(id, Optional.of(name));
            }
        }
        throw new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "other requests keep changing this upload");
    }

    private PartUrls urls(Upload upload, String name, int count) {
        var key = ObjectKey.staging(upload.id());
        var next = upload.staged().nextPart();
        var urls = IntStream.range(next, next + count)
                .mapToObj(number -> new PartUrl(number, multipart.partUrl(key, name, number, URL_LIFE)))
                .toList();
        return new PartUrls(upload.offset(), upload.staged().pending(), urls);
    }

    /**
     * Adds parts that were put, in order, to an upload that has so many bytes.
     *
     * @throws OutOfOrderException when it has more or fewer, when bytes are pending, or when it has been put together since the
     *     parts' numbers were given; nothing has changed then
     */
    public Session add(RepositoryName repository, UploadId id, long offset, List<PutPart> put)
            throws OutOfOrderException {
        var upload = progress.growing(repository, id);
        if (upload.offset() != offset
                || upload.copy().isPresent()
                || upload.staged().pending() > 0
                || upload.staged().multipart().isEmpty()) {
            throw new OutOfOrderException(Session.of(upload));
        }
        var next = grown(upload, put);
        if (!progress.keep(next)) {
            throw new OutOfOrderException(Session.of(progress.open(repository, id)));
        }
        return Session.of(next);
    }

    private static Upload handedOut(Upload upload, String name, int count) {
        if (upload.staged().nextPart() + count > Staging.MOST_PARTS + 1) {
            throw new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "an upload has at most 10,000 parts");
        }
        return upload.with(upload.staged().handingOut(name, count)).next();
    }

    private static Upload grown(Upload upload, List<PutPart> put) {
        var bytes = 0L;
        var last = upload.staged().lastPart();
        for (var part : put) {
            if (part.part().number() <= last
                    || part.part().number() >= upload.staged().nextPart()
                    || part.size() < MultipartUploads.SMALLEST_PART) {
                throw new RegistryException(
                        ErrorCode.BLOB_UPLOAD_INVALID, "parts go up in number and have 5 MiB or more");
            }
            last = part.part().number();
            bytes += part.size();
        }
        if (upload.offset() + bytes > Uploads.LARGEST) {
            throw new RegistryException(ErrorCode.SIZE_INVALID, "a blob has at most 5 GiB").status(413);
        }
        var parts = put.stream().map(PutPart::part).toList();
        return upload.grown(bytes, Optional.empty(), upload.staged().plus(parts))
                .next();
    }
}
