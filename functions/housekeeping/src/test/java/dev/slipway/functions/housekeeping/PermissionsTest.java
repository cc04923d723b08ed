package dev.slipway.functions.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Drill;
import dev.slipway.lambda.Permissions;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Content;
import dev.slipway.registry.Registry;
import dev.slipway.registry.Stores;
import dev.slipway.registry.budget.Budgets;
import dev.slipway.registry.cost.AccessLogLines;
import dev.slipway.registry.cost.AccessLogs;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Posting;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.ReceiptLines;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.TransferCharges;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.network.RegionAddresses;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.state.AwsActions;
import dev.slipway.registry.state.ObjectKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** template.yaml lets each function do what its handler needs, which all tests see to, and nothing else, which this one does. */
final class PermissionsTest {

    private static final OwnerName TEAM = new OwnerName("team");

    @Test
    void theSweepMayDoWhatItNeedsAndNothingElse() {
        var drill = new Drill();
        drill.run(SweepHandler.class, PermissionsTest::litter, PermissionsTest::sweep);

        assertThat(drill.unused()).isEmpty();
    }

    @Test
    void theAuditLogMayBeWrittenAndNothingElse() {
        var permissions = Permissions.of(KeepAuditHandler.class);
        AwsActions.keepAudit().forEach(permissions);

        assertThat(permissions.unused()).isEmpty();
    }

    @Test
    void receiptsMayBePostedAndNothingElse() {
        var all = new ConcurrentHashMap<Class<?>, Permissions>();
        try (var registry = new TestRegistry(all)) {
            var posted = registry.registry(PostReceiptsHandler.class);
            var line = new Receipt(
                            Stores.START.minusSeconds(7200),
                            "1",
                            "1",
                            new Account("team", "", "", "list"),
                            "",
                            200,
                            "",
                            Usage.NONE.plus(Unit.TABLE_READ, 8))
                    .line("0");
            var owners = registry.stores().registry().owners();
            owners.create(TEAM, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
            owners.setBudget(
                    TEAM, new Budget(Optional.empty(), new BigDecimal("0.000001"), List.of(1), Budget.Refused.NOTHING));
            var budgets = new Budgets(
                    posted.table(),
                    posted.receipts()::prices,
                    warning -> {},
                    posted.audit(),
                    posted.clock(),
                    System.err::println);
            new Posting(
                            posted.table(),
                            (from, to, lines) -> lines.accept(new ReceiptLines.Line(from, "stream", line)),
                            budgets::update,
                            posted.clock())
                    .run(() -> true);
            assertThat(registry.stores().audit()).hasSize(1);
        }
        var permissions =
                Optional.ofNullable(all.get(PostReceiptsHandler.class)).orElseThrow();
        AwsActions.readReceipts().forEach(permissions);
        AwsActions.warn().forEach(permissions);

        assertThat(permissions.unused()).isEmpty();
    }

    /** That of a package that is there, of one that is gone again, and of no package. */
    @Test
    void storageMayBeChargedAndNothingElse() {
        var drill = new Drill();
        drill.run(
                ChargeStorageHandler.class,
                registry -> {
                    registry.stores().putDirectly(UploadId.random(), Content.bytes(99, 3));
                    var config = Content.bytes(99, 4);
                    registry.client().push(config);
                    registry.client().push("1", Content.image(config));
                    registry.stores().registry().storageCharges().run();
                    registry.stores().registry().blobs().delete(TestRegistry.APP, Content.sha256(config));
                },
                registry -> {
                    registry.storageCharges().run();
                    registry.standingCharges().run(() -> Usage.NONE.plus(Unit.ZONE, 30));
                });
        var permissions = Permissions.of(ChargeStorageHandler.class);
        AwsActions.lookAtWhatStands().forEach(permissions);

        assertThat(drill.unused())
                .isEqualTo(Map.of(
                        "ChargeStorageHandler", List.of("dynamodb:DescribeTable on *", "logs:DescribeLogGroups on *")));
        assertThat(permissions.unused()).noneMatch(action -> action.contains("Describe"));
    }

    /** To somebody else than at first, so that what was charged before is taken away. */
    @Test
    void transfersMayBeChargedAndNothingElse() {
        var all = new ConcurrentHashMap<Class<?>, Permissions>();
        try (var registry = new TestRegistry(all)) {
            var charging = registry.registry(ChargeTransfersHandler.class);
            var stores = registry.stores();
            var led = new ArrayList<ReceiptLines.Line>();
            var charges = new TransferCharges(
                    charging.table(),
                    new AccessLogs(charging.bucket(), "cloudfront/", "bucket/1/eu-central-1/slipway/"),
                    (from, to, lines) -> led.forEach(lines),
                    charging.clock());
            for (var object : List.of("a", "b")) {
                var line = AccessLogLines.cloudFront(
                        Stores.START, object, "GET", "/download/0123/sha256/aa/bb", 200, 9, 600, "Hit");
                stores.bucket()
                        .put(
                                new ObjectKey("cloudfront/2026/11/24/E2EXAMPLE.2026-11-24-12." + object + ".gz"),
                                AccessLogLines.zipped(List.of(line)));
                charges.run(() -> true);
                var receipt = new Receipt(
                        Stores.START, "1", "1", new Account("team", "", "", "pull"), "", 307, "0123", Usage.NONE);
                led.add(new ReceiptLines.Line(Stores.START, "stream", receipt.line("0")));
            }
            assertThat(stores.registry().ledger().month(YearMonth.of(2026, 11))).hasSize(1);
        }
        var permissions =
                Optional.ofNullable(all.get(ChargeTransfersHandler.class)).orElseThrow();
        AwsActions.readReceipts().forEach(permissions);

        assertThat(permissions.unused()).isEmpty();
    }

    @Test
    void addressesMayBeKeptAndNothingElse() {
        var drill = new Drill();
        drill.run(
                RefreshAddressesHandler.class,
                registry -> {},
                registry -> RegionAddresses.keep(registry.table(), RefreshAddressesHandlerTest.ranges("1")));

        assertThat(drill.unused()).isEmpty();
    }

    @Test
    void statementsMayBeWrittenAndNothingElse() {
        var drill = new Drill();
        drill.run(
                WriteStatementHandler.class,
                PermissionsTest::useLastMonth,
                registry -> registry.statements().write(() -> true));

        assertThat(drill.unused()).isEmpty();
    }

    private static void useLastMonth(TestRegistry registry) {
        var stores = registry.stores();
        stores.registry().owners().create(new OwnerName("team"), Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        var used = new Tally(1, Usage.NONE.plus(Unit.TABLE_READ, 1));
        stores.registry().ledger().keep(Stores.START, new Account("team", "team/app", "", "pull"), used);
        stores.pass(Duration.ofDays(8));
    }

    /** Of each kind, something that was deleted and something that was never linked. */
    private static void litter(TestRegistry registry) {
        var client = registry.client();
        var put = Content.bytes(9, 1);
        var relayed = Content.bytes(5 << 20, 2);
        client.push(put);
        client.finish(client.relay(client.start(), List.of(relayed)), Content.sha256(relayed), new byte[0]);
        for (var deleted : List.of(put, relayed)) {
            registry.stores().registry().blobs().delete(TestRegistry.APP, Content.sha256(deleted));
        }
        registry.stores().putDirectly(UploadId.random(), Content.bytes(9, 3));
        registry.stores().bucket().put(ObjectKey.copied(UploadId.copy()), Content.bytes(9, 4));
        registry.stores().pass(Duration.ofDays(5));
    }

    /** A sweep that is out of time at once, and one that is not. */
    private static void sweep(Registry registry) {
        registry.sweep().run(() -> false);
        registry.sweep().run(() -> true);
    }
}
