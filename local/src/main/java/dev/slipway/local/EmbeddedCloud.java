package dev.slipway.local;

import dev.slipway.local.front.FileOrigin;
import dev.slipway.local.store.DataFolder;
import dev.slipway.local.store.FileBucket;
import dev.slipway.local.store.FileMultipartUploads;
import dev.slipway.local.store.MeteredBucket;
import dev.slipway.local.store.MeteredUploads;
import dev.slipway.local.store.SqliteTable;
import dev.slipway.local.store.UnusableFolderException;
import dev.slipway.registry.blob.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A folder on this machine. */
final class EmbeddedCloud implements Cloud {

    /** The bucket's lifecycle, as in template.yaml. */
    private static final Duration PARTS_LIVE = Duration.ofDays(1);

    private static final Duration STAGED_LIVES = Duration.ofDays(7);

    /** 5 GiB are hashed in well under a minute, and from a slow disk in some. */
    private static final Duration LONGEST_COPY = Duration.ofMinutes(5);

    /** To look again costs nothing here: ten times as often. */
    private static final Patience PATIENCE = new Patience(
            Patience.STANDARD.longest(),
            Patience.STANDARD.largestAtOnce(),
            time -> Patience.STANDARD.pause().pause(time.dividedBy(10)));

    private final DataFolder folder;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private EmbeddedCloud(DataFolder folder) {
        this.folder = folder;
        opened.push(folder);
    }

    /** Takes the folder, made where there is none, or says why it cannot be had. */
    static EmbeddedCloud in(Path path) {
        try {
            return new EmbeddedCloud(DataFolder.open(path.toAbsolutePath()));
        } catch (UnusableFolderException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public DataFolder folder() {
        return folder;
    }

    @Override
    public Keys keys() {
        return new Keys(folder.capabilityKeys(), folder.tokenKeys());
    }

    @Override
    public Ports open() {
        var table = SqliteTable.open(folder.database());
        opened.push(table);
        var bucket = FileBucket.open(folder.path());
        var uploads = FileMultipartUploads.open(folder.path(), bucket);
        opened.push(uploads);
        return new Ports(
                table,
                new MeteredBucket(bucket),
                new MeteredUploads(uploads),
                Optional.empty(),
                new FileOrigin(bucket),
                uploads::take,
                () -> expire(table, bucket, uploads),
                LONGEST_COPY,
                PATIENCE,
                table::bytes);
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.err.println("slipway: while closing: " + e.getMessage());
            }
        }
    }

    private static void expire(SqliteTable table, FileBucket bucket, FileMultipartUploads uploads) {
        var now = Instant.now();
        table.expire(now);
        bucket.expire("staging/", now.minus(STAGED_LIVES));
        uploads.expire(now.minus(PARTS_LIVE));
    }
}
