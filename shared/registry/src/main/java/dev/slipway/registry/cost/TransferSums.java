package dev.slipway.registry.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requests of a day's access logs, added up by hour and account, each once however often it is logged. Of a request no more
 * is kept than eight bytes of its id's hash.
 */
final class TransferSums {

    private final Instant first;
    private final Instant last;
    private final Map<String, Transfers.Led> transfers;
    private final Set<Long> requests = new HashSet<>();
    private final Map<Place, Tally> sums = new HashMap<>();

    private record Place(Instant hour, Account account) {}

    /**
     * @param transfers what receipts led to, by their ids
     */
    TransferSums(LocalDate day, Map<String, Transfers.Led> transfers) {
        this.first = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        this.last = day.atTime(23, 0).toInstant(ZoneOffset.UTC);
        this.transfers = transfers;
    }

    /** An object of that day, which is added when all of it is read. */
    Part part() {
        return new Part();
    }

    /** How many requests were added. */
    int size() {
        return requests.size();
    }

    List<Entry> entries() {
        return sums.entrySet().stream()
                .map(sum -> new Entry(sum.getKey().hour(), sum.getKey().account(), sum.getValue()))
                .toList();
    }

    /** What was read of one object. */
    final class Part {

        private final Set<Long> read = new HashSet<>();
        private final Map<Place, Tally> own = new HashMap<>();

        void add(PassedRequest request) {
            var id = hash(request.id());
            if (!requests.contains(id) && read.add(id)) {
                var led = transfers.getOrDefault(
                        request.transfer(), new Transfers.Led(Account.nobody(request.action()), Optional.empty()));
                var tally = new Tally(1, led.counted(request.usage()));
                own.merge(new Place(hour(request), led.account()), tally, Tally::plus);
            }
        }

        void finish() {
            requests.addAll(read);
            own.forEach((place, tally) -> sums.merge(place, tally, Tally::plus));
        }
    }

    /** What was logged with a day is of that day, if only just: a day's sums are kept all at once. */
    private Instant hour(PassedRequest request) {
        var hour = request.time().truncatedTo(ChronoUnit.HOURS);
        return hour.isBefore(first) ? first : hour.isAfter(last) ? last : hour;
    }

    private static long hash(String id) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
