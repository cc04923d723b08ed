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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A month's charges, as a registry lists them day by day; each day is fetched when it is come to.
 *
 * @param owner whose; empty for all
 * @param today beyond which there is nothing
 */
record ChargeLists(RegistryClient client, Optional<OwnerName> owner, YearMonth month, LocalDate today) {

    /** The region whose prices the charges are at. */
    String region() {
        return client.get(path(month.atDay(1))).text("region");
    }

    Stream<Charge> byAccount() {
        return days().flatMap(
                        day -> client.get(path(day)).objects("charges").stream().map(json -> charge(day, json)));
    }

    /** Those of all accounts together. */
    Stream<HourlyCharge> byHour() {
        return days().flatMap(day ->
                client.get(path(day) + "&by=hour").objects("hours").stream().map(ChargeLists::hourly));
    }

    private Stream<LocalDate> days() {
        return IntStream.rangeClosed(1, month.lengthOfMonth())
                .mapToObj(month::atDay)
                .filter(day -> !day.isAfter(today));
    }

    private String path(LocalDate day) {
        return RegistryClient.API + "costs/charges?day=" + day
                + owner.map(name -> "&owner=" + RegistryClient.encode(name.value()))
                        .orElse("");
    }

    private static Charge charge(LocalDate day, Json json) {
        return new Charge(
                day,
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
