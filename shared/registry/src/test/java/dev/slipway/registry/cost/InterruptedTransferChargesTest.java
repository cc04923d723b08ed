package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.Fault.Moment;
import dev.slipway.registry.state.InjectedFailure;
import dev.slipway.registry.state.InterceptedBucket;
import dev.slipway.registry.state.InterceptedTable;
import dev.slipway.registry.state.Interceptor;
import dev.slipway.registry.state.Write;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class InterruptedTransferChargesTest extends DeliveredLogs {

    /** Killed before and after each call to the table and the bucket, with what was charged before in its place. */
    @Test
    void aRunThatIsKilledAnywhereLosesNothingAndDoublesNothing() {
        for (var moment : Moment.values()) {
            var fault = Fault.crash(1, moment);
            for (var call = 1; fault.struck() || call == 1; call++) {
                begin();
                deliver(cloudFront("2026-11-24-12.a", 24), get("1", GRANT, NOON, 700, "Miss"));
                run();
                led(NOON, GRANT, ALICE);
                led(NOON, UPLOAD, BOB);
                deliver(
                        cloudFront("2026-11-24-12.b", 24),
                        get("1", GRANT, NOON, 700, "Miss"),
                        put("2", UPLOAD, NOON, 9_000_000));
                deliver(cloudFront("2026-11-23-12.c", 24), get("3", GRANT, NOON, 50, "Hit"));
                fault = Fault.crash(call, moment);
                killed(fault);
                run();

                assertThat(ledger())
                        .containsExactlyInAnyOrderEntriesOf(
                                Map.of(
                                        "23 pull 1", "edge-function=2 cloudfront-request=1 cloudfront-out=50",
                                        "12 pull 1",
                                                "edge-function=2 cloudfront-request=1 cloudfront-out=700 bucket-read=1",
                                        "12 push 1",
                                                "edge-function=2 cloudfront-request=1 cloudfront-out=400 cloudfront-in=9000000 bucket-write=1"));
                assertThat(run().days()).isZero();
            }
        }
    }

    /** Of two at once, who has seen less may be the one that writes last. */
    @Test
    void twoAtOnceComeToWhatOneComesTo() {
        for (var number = 1; number < 12; number++) {
            begin();
            deliver(cloudFront("2026-11-24-12.a", 24), get("1", GRANT, NOON, 700, "Miss"));
            var calls = new int[] {number};
            Interceptor between = new Interceptor() {
                @Override
                public <T> T around(String name, Supplier<T> call) {
                    if (--calls[0] == 0) {
                        deliver(cloudFront("2026-11-24-12.b", 24), get("2", GRANT, NOON, 300, "Miss"));
                        run();
                    }
                    return call.get();
                }
            };
            charges(new InterceptedTable(table, between), bucket).run(() -> true);
            run();

            assertThat(out()).isEqualTo(calls[0] > 0 ? 700 : 1000);
        }
    }

    private void begin() {
        table.items().forEach(item -> table.write(List.of(new Write.Delete(item.key(), Condition.ALWAYS))));
        bucket.list("cloudfront/").forEach(bucket::delete);
        receipts.clear();
    }

    private void killed(Fault fault) {
        try {
            charges(new InterceptedTable(table, fault), new InterceptedBucket(bucket, fault))
                    .run(() -> true);
        } catch (InjectedFailure expected) {
            assertThat(fault.struck()).isTrue();
        }
    }
}
