package dev.slipway.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A file that holds one secret: {@code ID:HEX}, or two while the first takes over from the second. */
final class KeyFile {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,8}:[0-9a-f]{64}(?:,[a-z0-9]{1,8}:[0-9a-f]{64})?");

    private static final int ID_BYTES = 4;
    private static final int KEY_BYTES = 32;

    private KeyFile() {}

    /** What the file says; where there is none, a new key is made. */
    static String read(Path folder, String name) {
        var file = folder.resolve(name);
        return Disk.get(() -> {
            String keys;
            try {
                keys = Files.readString(file).strip();
            } catch (NoSuchFileException _) {
                keys = random(ID_BYTES) + ":" + random(KEY_BYTES);
                write(folder, name, keys);
            }
            if (!FORM.matcher(keys).matches()) {
                throw new UnusableFolderException(file + " holds no keys of the form ID:HEX");
            }
            return keys;
        });
    }

    /** The same; a key that is older than this gives way to a new one and is kept to verify what it has signed. */
    static String rotating(Path folder, String name, Instant before) {
        var keys = read(folder, name);
        return Disk.get(() -> {
            if (!Files.getLastModifiedTime(folder.resolve(name)).toInstant().isBefore(before)) {
                return keys;
            }
            var next = random(ID_BYTES) + ":" + random(KEY_BYTES) + "," + keys.split(",", 2)[0];
            write(folder, name, next);
            return next;
        });
    }

    /** Writes a file that only its owner reads, whole or not at all. */
    static void write(Path folder, String name, String keys) throws IOException {
        Permissions.createPrivateFolder(folder);
        var draft = folder.resolve(name + ".new");
        Files.deleteIfExists(draft);
        Permissions.createPrivateFile(draft);
        Files.writeString(draft, keys + "\n");
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
