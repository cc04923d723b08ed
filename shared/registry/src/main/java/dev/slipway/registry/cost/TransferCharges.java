package dev.slipway.registry.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Charges what no function sees, from the access logs: direct uploads, the parts of others, downloads, and what the edge answers by
 * itself. A day is added up anew, from all its objects, whenever there is another list of them than the last time, and its sums take
 * the place of those that were kept. So it may be stopped anywhere and run twice, and logs may come twice and late.
 */
public final class TransferCharges {

    /** In the partition of no month; each day's item is there for as long as it is looked at. */
    private static final String PARTITION = "c#transfers";

    private static final String OBJECTS = "objects";
    private static final String EXPIRES = "expires";

    /** How many days before today are looked at. Logs are a day late at the most, as CloudFront says; S3 promises nothing. */
    private static final int DAYS = 7;

    private static final Duration FORGOTTEN = Duration.ofDays(30);

    /**
     * What was done.
     *
     * @param days that were added up
     * @param requests in the logs of those days
     * @param problems an object a line: what is left out until it can be read
     * @param complete whether all days were looked at
     */
    public record Report(int days, long requests, List<String> problems, boolean complete) {}

    private final Table table;
    private final AccessLogs logs;
    private final ReceiptLines receipts;
    private final InstantSource clock;

    public TransferCharges(Table table, AccessLogs logs, ReceiptLines receipts, InstantSource clock) {
        this.table = table;
        this.logs = logs;
        this.receipts = receipts;
        this.clock = clock;
    }

    /**
     * Charges each day of which there is something new.
     *
     * @param goOn whether there is time for another day
     */
    public Report run(BooleanSupplier goOn) {
        var transfers = new Transfers(receipts);
        var days = 0;
        var requests = 0L;
        var problems = new ArrayList<String>();
        var first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS);
        for (var day : logs.since(first).entrySet()) {
            if (!goOn.getAsBoolean()) {
                return new Report(days, requests, problems, false);
            }
            var state = fingerprint(day.getValue());
            var before = table.get(key(day.getKey())).map(item -> item.text(OBJECTS));
            if (!before.equals(Optional.of(state))) {
                var count = problems.size();
                requests += charge(day.getKey(), day.getValue(), transfers, problems);
                days++;
                if (problems.size() == count) {
                    note(day.getKey(), before, state);
                }
            }
        }
        return new Report(days, requests, problems, true);
    }

    private int charge(LocalDate day, List<AccessLogs.File> files, Transfers transfers, List<String> problems) {
        var sums = new TransferSums(day, transfers.of(day));
        for (var file : files) {
            var part = sums.part();
            try {
                logs.read(file, part::add);
                part.finish();
            } catch (IOException | IllegalArgumentException e) {
                problems.add("the access log " + file + " cannot be read: " + e.getMessage());
            }
        }
        new Ledger(table).keepTransfers(day, sums.entries());
        return sums.size();
    }

    /**
     * Notes what a day was added up of. Where another has noted something meanwhile, it is not certain whose sums were kept last:
     * then nothing is noted, and the next run adds up the day again.
     */
    private void note(LocalDate day, Optional<String> before, String state) {
        var expires =
                day.atStartOfDay().toInstant(ZoneOffset.UTC).plus(FORGOTTEN).getEpochSecond();
        var item = Item.at(key(day)).with(OBJECTS, state).with(EXPIRES, expires);
        var condition = before.map(known -> Condition.equal(OBJECTS, known)).orElse(Condition.ABSENT);
        if (!table.write(List.of(new Write.Put(item, condition))).isEmpty()) {
            table.write(List.of(new Write.Delete(key(day), Condition.ALWAYS)));
        }
    }

    private static Key key(LocalDate day) {
        return new Key(PARTITION, day.toString());
    }

    private static String fingerprint(List<AccessLogs.File> files) {
        var list = files.stream()
                .map(file ->
                        file + " " + file.object().size() + " " + file.object().stored() + "\n")
                .sorted()
                .collect(Collectors.joining());
        return Digest.of(Algorithm.SHA256, list.getBytes(UTF_8)).hex();
    }
}
