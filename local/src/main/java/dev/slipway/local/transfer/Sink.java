package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.Descriptor;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The file in which a blob is collected, with the hash of what is in it. Takes the bodies of answers that have some of the blob's bytes. */
final class Sink implements BodyHandler<byte[]>, AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(?:\\d{1,18}|\\*)");
    private static final int PIECE = 1 << 18;
    private static final int LARGEST_ERROR = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final Descriptor blob;
    private final Transfer transfer;
    private final AtomicLong moved = new AtomicLong();
    private MessageDigest hash;
    private long position;
    private int turn;
    private Optional<CommandFailure> failure = Optional.empty();

    private Sink(Path file, FileChannel channel, Descriptor blob, Transfer transfer) {
        this.file = file;
        this.channel = channel;
        this.blob = blob;
        this.transfer = transfer;
        this.hash = blob.digest().algorithm().newHash();
    }

    /** Goes on after what the file has. */
    static Sink open(Path file, Descriptor blob, Transfer transfer) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var sink = new Sink(file, channel, blob, transfer);
        try {
            sink.readBack();
            return sink;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    synchronized long position() {
        return position;
    }

    synchronized boolean isFull() {
        return position == blob.size();
    }

    /** So many bytes came, ever. */
    long moved() {
        return moved.get();
    }

    /** Fails if a body did not fit, or the disk did not take it. */
    synchronized void check() throws IOException {
        turn++; // what still comes of an answer that was given up is too late
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    synchronized void restart() throws IOException {
        channel.truncate(0);
        position = 0;
        hash = blob.digest().algorithm().newHash();
        transfer.at(0);
    }

    /** Fails, and forgets it all, if the bytes are others than the digest says. */
    synchronized void verify() throws IOException {
        turn++;
        if (!HexFormat.of().formatHex(hash.digest()).equals(blob.digest().hex())) {
            Files.deleteIfExists(file);
            throw new CommandFailure(blob.digest() + " came with other bytes than its digest says");
        }
    }

    @Override
    public synchronized BodySubscriber<byte[]> apply(ResponseInfo answer) {
        var mine = ++turn;
        return switch (answer.statusCode()) {
            case 200 -> receiving(mine, 0);
            case 206 -> receiving(mine, start(answer));
            default -> BodySubscribers.limiting(BodySubscribers.ofByteArray(), LARGEST_ERROR);
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static long start(ResponseInfo answer) {
        var range = RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    private BodySubscriber<byte[]> receiving(int mine, long from) {
        try {
            if (from == 0 && position > 0) {
                restart();
            }
        } catch (IOException e) {
            failure = Optional.of(unwritable(e));
        }
        if (from != position) {
            failure = Optional.of(
                    new CommandFailure("not those bytes of " + blob.digest() + " came that were asked for"));
        }
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArrayConsumer(bytes -> bytes.ifPresent(some -> take(mine, some))),
                _ -> new byte[0]);
    }

    private synchronized void take(int mine, byte[] bytes) {
        if (mine != turn || failure.isPresent()) {
            return;
        }
        if (position + bytes.length > blob.size()) {
            failure = Optional.of(new CommandFailure(blob.digest() + " has more bytes than its manifest says"));
            return;
        }
        try {
            var rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest, position + rest.position());
            }
            hash.update(bytes);
            position += bytes.length;
            moved.addAndGet(bytes.length);
            transfer.moved(bytes.length);
        } catch (IOException e) {
            failure = Optional.of(unwritable(e));
        }
    }

    private CommandFailure unwritable(IOException e) {
        return new CommandFailure(file + " cannot be written: " + e.getMessage());
    }

    private synchronized void readBack() throws IOException {
        if (channel.size() > blob.size()) {
            channel.truncate(0);
        }
        var piece = ByteBuffer.allocate(PIECE);
        while (channel.read(piece.clear(), position) > 0) {
            hash.update(piece.flip());
            position += piece.limit();
        }
        transfer.at(position);
    }
}
