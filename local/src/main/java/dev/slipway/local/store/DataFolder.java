package dev.slipway.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that a local registry keeps everything in, for one process at a time:
 *
 * <pre>
 * layout         which layout this is: 1
 * lock           locked while a process uses the folder
 * keys/          the secrets, readable by the owner alone
 * admin-token    the first administrator's personal access token
 * audit.log      who was let in, or not, and who changed what: a line of JSON each
 * receipts/      what requests would have cost on AWS: a file an hour, a line of JSON each
 * registry.db    the table
 * objects/       the bucket
 * uploads/       parts of multipart uploads
 * drafts/        files that are just being written
 * </pre>
 */
public final class DataFolder implements AutoCloseable {

    private static final String LAYOUT = "1";
    private static final String LAYOUT_FILE = "layout";

    private static final String ADMIN_TOKEN = "admin-token";
    private static final Duration TOKEN_KEYS_LIVE = Duration.ofDays(30);

    /** What an empty folder may hold: what a file system puts there, and what a start leaves that is interrupted early. */
    private static final Set<String> UNREMARKABLE = Set.of("lost+found", ".DS_Store", LAYOUT_FILE, "lock");

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a folder, made where there is none.
     *
     * @throws UnusableFolderException when another process uses it, when it holds something else, or when it cannot be
     *     written to
     */
    public static DataFolder open(Path folder) {
        try {
            Permissions.createPrivateFolder(folder);
            checkLayout(folder);
            return new DataFolder(folder, lock(folder));
        } catch (FileAlreadyExistsException e) {
            throw new UnusableFolderException(folder + " is a file, not a folder", e);
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableFolderException(folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Whether a folder is one of these, in use or not. */
    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve(LAYOUT_FILE));
    }

    /** The folder itself: where {@link FileBucket} and {@link FileMultipartUploads} are opened. */
    public Path path() {
        return folder;
    }

    /** The file of the table. */
    public Path database() {
        return folder.resolve("registry.db");
    }

    /** The keys that sign capabilities, in the form of {@code SLIPWAY_CAPABILITY_KEYS}; made once. */
    public String capabilityKeys() {
        return KeyFile.read(folder.resolve("keys"), "capability");
    }

    /** The keys that sign bearer tokens, in the form of {@code SLIPWAY_TOKEN_KEYS}; a new one every 30 days. */
    public String tokenKeys() {
        return KeyFile.rotating(folder.resolve("keys"), "token", Instant.now().minus(TOKEN_KEYS_LIVE));
    }

    /** Where the first administrator's token is. */
    public Path adminToken() {
        return folder.resolve(ADMIN_TOKEN);
    }

    /** Keeps the first administrator's token, readable by the folder's owner alone. */
    public void keepAdminToken(String token) {
        Disk.run(() -> KeyFile.write(folder, ADMIN_TOKEN, token));
    }

    /** The file of the audit log, opened to add to it. */
    public AuditFile auditLog() {
        return AuditFile.open(folder.resolve("audit.log"));
    }

    /** The folder of the receipts. */
    public Path receipts() {
        return folder.resolve("receipts");
    }

    /** Leaves the folder to others. */
    @Override
    public void close() {
        Disk.run(lock::close);
    }

    /** An empty folder becomes one of ours; a folder that holds something else is left alone. */
    private static void checkLayout(Path folder) throws IOException {
        var file = folder.resolve(LAYOUT_FILE);
        var layout = read(file);
        if (layout.isEmpty()) {
            checkEmpty(folder);
            Files.writeString(file, LAYOUT + "\n");
        } else if (!layout.get().equals(LAYOUT)) {
            throw new UnusableFolderException(
                    folder + " has layout " + layout.get() + "; this version knows layout " + LAYOUT);
        }
    }

    private static void checkEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                if (!UNREMARKABLE.contains(entry.getFileName().toString())) {
                    throw new UnusableFolderException(folder + " holds something else than a registry's data");
                }
            }
        }
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var locked = Optional.<FileLock>empty();
        try {
            locked = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            // Held within this process.
        } finally {
            if (locked.isEmpty()) {
                channel.close();
            }
        }
        if (locked.isEmpty()) {
            throw new UnusableFolderException(folder + " is in use by another process");
        }
        return channel;
    }
}
