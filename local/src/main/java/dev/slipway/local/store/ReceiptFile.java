package dev.slipway.local.store;

import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.PricedUsage;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.ReceiptWriter;
import dev.slipway.registry.cost.Sum;
import dev.slipway.registry.cost.Tally;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The receipts of one hour, a line each, and their sums, which are made of the lines anew whenever the file is opened: so that
 * the ledger comes to the same whoever was stopped wherever.
 */
final class ReceiptFile implements AutoCloseable {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH'.jsonl'");

    /** Behind the name of a file whose hour is over and in the ledger. */
    private static final String DONE = ".done";

    /** Of an hour. */
    private static final long SECONDS = 3600;

    private final Path file;
    private final FileChannel channel;
    private final HourlySums sums;
    private final long start;
    private final Set<Account> changed = new HashSet<>();
    private final ReceiptWriter unwritten = new ReceiptWriter();

    /** What the latest receipts, all of one account, have used; in no sum yet. */
    private Sum used = new Sum();

    private Account account = HourlySums.LEDGER;
    private long requests;
    private int unreadable;

    private ReceiptFile(Path file, FileChannel channel, HourlySums sums) {
        this.file = file;
        this.channel = channel;
        this.sums = sums;
        this.start = sums.hour().getEpochSecond();
    }

    /** Opens the file of an hour, made where there is none. A last line that was not written to its end goes. */
    static ReceiptFile open(Path folder, Instant hour) {
        return Disk.get(() -> {
            var file = folder.resolve(NAME.format(hour.atZone(ZoneOffset.UTC)));
            var done = done(file);
            if (Files.exists(done)) {
                Files.move(done, file, StandardCopyOption.ATOMIC_MOVE);
            } else if (Files.notExists(file)) {
                Permissions.createPrivateFile(file);
            }
            var channel = FileChannel.open(file, StandardOpenOption.WRITE);
            var opened = new ReceiptFile(file, channel, new HourlySums(hour));
            channel.truncate(opened.readAll());
            channel.position(channel.size());
            return opened;
        });
    }

    /** The hours whose files are not done. */
    static List<Instant> unfinished(Path folder) {
        return Disk.get(() -> {
            try (var files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".jsonl"))
                        .map(name -> LocalDateTime.parse(name, NAME).toInstant(ZoneOffset.UTC))
                        .sorted()
                        .toList();
            }
        });
    }

    /** Deletes what is done and was last written to before a moment. */
    static void deleteDone(Path folder, Instant before) {
        Disk.run(() -> {
            List<Path> old;
            try (Stream<Path> files = Files.list(folder)) {
                old = files.filter(file -> file.toString().endsWith(DONE)).toList();
            }
            for (var file : old) {
                if (FileBucket.isOlder(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        });
    }

    /** Whether a moment is in its hour. */
    boolean has(Instant time) {
        var second = time.getEpochSecond() - start;
        return second >= 0 && second < SECONDS;
    }

    /** How many lines of the file are no receipts, and were passed over. */
    int unreadable() {
        return unreadable;
    }

    /** Adds a receipt, which is on the disk after {@link #write}. */
    void add(Receipt receipt, PricedUsage priced) {
        if (!unwritten.write(receipt, priced)) {
            count();
            account = receipt.account();
        }
        unwritten.end();
        used.add(priced.usage());
        requests++;
    }

    /** Writes all that was added, or where the disk fails none of it. */
    void write() throws IOException {
        var start = channel.position();
        try {
            unwritten.writeTo(Channels.newOutputStream(channel));
            sums.addLines(unwritten.length());
            unwritten.clear();
        } catch (IOException e) {
            channel.truncate(start);
            throw e;
        }
    }

    /** Writes all that was added, and then brings the ledger up to date with it; whether anything in it had to change. */
    boolean keep(Ledger ledger) throws IOException {
        write();
        count();
        if (changed.isEmpty()) {
            return false;
        }
        changed.add(HourlySums.LEDGER);
        for (var account : changed) {
            ledger.keep(sums.hour(), account, sums.of(account));
        }
        changed.clear();
        return true;
    }

    /** Marks the file as one that is in the ledger for good. */
    void finish() throws IOException {
        close();
        Files.move(file, done(file), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Answers how many bytes of whole lines there are. */
    private long readAll() throws IOException {
        var length = 0L;
        try (var reader = Files.newBufferedReader(file)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var end = length + line.getBytes(StandardCharsets.UTF_8).length + 1;
                if (end > Files.size(file)) {
                    break;
                }
                read(line, end - length);
                length = end;
            }
        }
        return length;
    }

    private void read(String line, long length) {
        try {
            var receipt = Receipt.read(line);
            sums.add(receipt.account(), new Tally(1, receipt.usage()));
            changed.add(receipt.account());
            sums.addLines(length);
        } catch (IOException _) {
            unreadable++;
        }
    }

    /** Adds the latest receipts to the sums. */
    private void count() {
        if (requests > 0) {
            sums.add(account, new Tally(requests, used.usage()));
            changed.add(account);
            used = new Sum();
            requests = 0;
        }
    }

    private static Path done(Path file) {
        return file.resolveSibling(file.getFileName() + DONE);
    }
}
