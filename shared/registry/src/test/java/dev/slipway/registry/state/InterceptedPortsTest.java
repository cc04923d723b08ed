package dev.slipway.registry.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.state.Fault.Moment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InterceptedPortsTest {

    private final Table table = new InMemoryTable();
    private final Bucket bucket = new InMemoryBucket();
    private final Key key = Fresh.key();
    private final ObjectKey object = Fresh.object();

    @Test
    void aCallThatFailsBeforehandDoesNotHappen() {
        var failing = new InterceptedTable(table, Fault.once(1, Moment.BEFORE));

        assertThatThrownBy(() -> put(failing)).isInstanceOf(InjectedFailure.class);
        assertThat(table.get(key)).isEmpty();
    }

    @Test
    void aCallThatFailsAfterwardsDoesHappen() {
        var failing = new InterceptedTable(table, Fault.once(1, Moment.AFTER));

        assertThatThrownBy(() -> put(failing)).isInstanceOf(InjectedFailure.class);
        assertThat(table.get(key)).isPresent();
    }

    @Test
    void portsThatShareAFaultCountTogether() {
        var fault = Fault.once(2, Moment.BEFORE);
        var failingBucket = new InterceptedBucket(bucket, fault);
        put(new InterceptedTable(table, fault));
        assertThat(fault.struck()).isFalse();

        assertThatThrownBy(() -> failingBucket.delete(object)).isInstanceOf(InjectedFailure.class);
        assertThat(fault.struck()).isTrue();
        assertThat(failingBucket.find(object)).isEmpty();
    }

    @Test
    void nothingHappensAfterACrash() {
        var failing = new InterceptedTable(table, Fault.crash(1, Moment.AFTER));
        assertThatThrownBy(() -> failing.get(key)).isInstanceOf(InjectedFailure.class);

        assertThatThrownBy(() -> put(failing)).isInstanceOf(InjectedFailure.class);
        assertThat(table.get(key)).isEmpty();
    }

    @Test
    void countsCallsByPortAndMethod() {
        var calls = new Calls();
        var counting = new InterceptedTable(table, calls);
        put(counting);
        counting.get(key);
        counting.get(key);
        new InterceptedBucket(bucket, calls).delete(object);

        assertThat(calls.counts()).isEqualTo(Map.of("Table.write", 1, "Table.get", 2, "Bucket.delete", 1));
        assertThat(calls.total()).isEqualTo(4);
        calls.reset();
        assertThat(calls.total()).isZero();
    }

    private void put(Table into) {
        into.write(List.of(new Write.Put(Item.at(key), Condition.ALWAYS)));
    }
}
