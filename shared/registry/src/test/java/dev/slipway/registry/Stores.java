package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.access.Access;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.BearerTokens;
import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.access.SigningKeys;
import dev.slipway.registry.access.Tokens;
import dev.slipway.registry.blob.Copies;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.blob.Patience;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Calls;
import dev.slipway.registry.state.InMemoryBucket;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.InterceptedBucket;
import dev.slipway.registry.state.InterceptedMultipartUploads;
import dev.slipway.registry.state.InterceptedTable;
import dev.slipway.registry.state.Interceptor;
import dev.slipway.registry.state.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a registry keeps, in memory, with a clock that stands still until it is told to go on. */
public final class Stores implements AutoCloseable {

    /** Keys that sign nothing but tests. */
    public static final String CAPABILITY_KEYS =
            "test:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    /** The only issuer whose ID tokens are accepted. */
    public static final String ISSUER = "https://issuer.example.com";

    /** When the clock begins. */
    public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final InMemoryTable table = new InMemoryTable();
    private final InMemoryBucket bucket = new InMemoryBucket(this::now);
    private final Capabilities capabilities =
            new Capabilities(SigningKeys.parse(CAPABILITY_KEYS), this::now, new Random(1));
    private final BearerTokens tokens = new BearerTokens(SigningKeys.parse(Tokens.KEYS), this::now);
    private final List<AuditEvent> audit = new CopyOnWriteArrayList<>();
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    private Downloads downloads = Downloads.by(blob -> capabilities.downloadUrl(blob.digest(), blob.object()));
    private Instant now = START;

    public InMemoryTable table() {
        return table;
    }

    public InMemoryBucket bucket() {
        return bucket;
    }

    public BearerTokens tokens() {
        return tokens;
    }

    /** What the audit log was told, in order. */
    public List<AuditEvent> audit() {
        return audit;
    }

    /** What answers were issued for, in order. */
    public List<Receipt> receipts() {
        return receipts;
    }

    /** Sends clients for bytes as somebody chooses from now on. */
    public Stores sending(Downloads.Choice choice) {
        downloads = new Downloads(
                choice,
                downloads.edge(),
                (blob, transfer, viewer) -> "https://bucket.example/" + blob.key() + "?x-slipway-transfer=" + transfer);
        return this;
    }

    public Instant now() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** A week goes by: the registry is swept every day, and what expires goes. */
    public void passAWeek() {
        for (var day = 0; day < 7; day++) {
            pass(Duration.ofDays(1));
            table.expire(now);
            assertThat(registry().sweep().run(() -> true).complete()).isTrue();
        }
    }

    public Registry registry() {
        return registry(new Calls());
    }

    /** A registry whose calls to the stores pass an interceptor. */
    public Registry registry(Interceptor interceptor) {
        return registry(interceptor, Access.FOR_ALL);
    }

    public Registry registry(Interceptor interceptor, Access access) {
        return registry(interceptor, access, TestCopies.atOnce(registry(interceptor, access, new TestCopies())));
    }

    /** A registry that has its copies made so, and whose waits pass on the clock, in no time. */
    public Registry registry(Interceptor interceptor, Access access, Copies copies) {
        return registry(interceptor, access, copies, this::pass);
    }

    public Registry registry(Interceptor interceptor, Access access, Copies copies, Patience.Pause pause) {
        return new Registry(
                new InterceptedTable(table, interceptor),
                new InterceptedBucket(bucket, interceptor),
                new InterceptedMultipartUploads(bucket, interceptor),
                capabilities,
                access,
                tokens,
                audit::add,
                Set.of(ISSUER),
                downloads,
                copies,
                new Patience(Duration.ofSeconds(20), 32 << 20, pause),
                new Receipts(Optional.of(PriceFile.bundled("us-east-1")), (receipt, priced) -> receipts.add(receipt)),
                this::now);
    }

    /** Puts a blob where the edge lets clients put one: no handler hears of it. */
    public void putDirectly(UploadId upload, byte[] content) {
        bucket.put(ObjectKey.blob(Digest.of(Algorithm.SHA256, content), upload), content);
    }

    @Override
    public void close() {
        bucket.close();
    }
}
