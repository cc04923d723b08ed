package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Charge;
import dev.slipway.registry.cost.HourlyCharge;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.owner.OwnerName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A month's charges, as a registry lists them page by page; a page is fetched when it is come to.
 *
 * @param region whose prices the charges are at
 * @param charges to be read once
 */
record ChargeLists<T>(String region, Stream<T> charges) {

    /**
     * Each account's on each day.
     *
     * @param owner whose; empty for all
     */
    static ChargeLists<Charge> byAccount(RegistryClient client, Optional<OwnerName> owner, YearMonth month) {
        return read(client, path(owner, month), month, "charges", ChargeLists::charge);
    }

    /** Those of all accounts together in each hour. */
    static ChargeLists<HourlyCharge> byHour(RegistryClient client, YearMonth month) {
        return read(client, path(Optional.empty(), month) + "&by=hour", month, "hours", ChargeLists::hourly);
    }

    private static <T> ChargeLists<T> read(
            RegistryClient client, String path, YearMonth month, String member, Function<Json, T> charge) {
        var pages = client.pages(path).iterator();
        var first = pages.next();
        if (!first.findText("month").equals(Optional.of(month.toString()))) {
            throw new CommandFailure("the registry is older than this program: it lists charges of single days only");
        }
        var rest = StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED), false);
        return new ChargeLists<>(
                first.text("region"),
                Stream.concat(Stream.of(first), rest)
                        .flatMap(page -> page.objects(member).stream())
                        .map(charge));
    }

    private static String path(Optional<OwnerName> owner, YearMonth month) {
        return RegistryClient.costs("charges", owner, Optional.of(month.toString()));
    }

    private static Charge charge(Json json) {
        return new Charge(
                LocalDate.parse(json.text("day")),
                new Account(json.text("owner"), json.text("package"), json.text("token"), json.text("action")),
                unit(json),
                json.number("amount"),
                new BigDecimal(json.text("list")),
                new BigDecimal(json.text("cost")));
    }

    private static HourlyCharge hourly(Json json) {
        return new HourlyCharge(
                Instant.parse(json.text("hour")),
                unit(json),
                json.number("amount"),
                new BigDecimal(json.text("list")),
                new BigDecimal(json.text("cost")));
    }

    private static Unit unit(Json json) {
        return Unit.find(json.text("unit"))
                .orElseThrow(() -> new CommandFailure("this version knows no unit " + json.text("unit")));
    }
}
