package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a month that runs will have cost in the end, in US dollars. Amounts are forecast, not dollars: what is free in a month and
 * what is cheaper beyond some amount is taken off what the whole registry is to use.
 *
 * @param days how many days it goes by
 * @param soFar what the month has cost until now
 * @param end empty where there is nothing to go by
 * @param services what each service has cost and will have; nothing where there is nothing to go by
 * @param reckoned how it was reckoned, in sentences
 */
public record Forecast(
        YearMonth month, int days, BigDecimal soFar, Optional<End> end, List<Row> services, List<String> reckoned) {

    /** What a month will have cost. */
    public record End(BigDecimal expected, Optional<Range> range) {}

    /** What it will have cost at least and at most, if the days to come are as different as those that are over. */
    public record Range(BigDecimal low, BigDecimal high) {}

    /** A service's part. */
    public record Row(String key, BigDecimal soFar, BigDecimal expected) {}

    private static final int FEWEST_FOR_RANGE = 3;
    private static final BigDecimal ERRORS = BigDecimal.TWO;

    public Forecast {
        services = List.copyOf(services);
        reckoned = List.copyOf(reckoned);
    }

    /**
     * Forecasts what some accounts will owe.
     *
     * @param bill all of the month until now
     * @param time now, within the month
     */
    public static Forecast of(YearMonth month, Bill bill, Predicate<Account> whose, Instant time) {
        var own = bill.of(whose);
        var calendar = Calendar.of(month, bill.entries(), time);
        var days = calendar.over().size();
        if (days == 0) {
            var why = "nothing to go by: no whole day of " + month + " is over since the registry was first used in it";
            return new Forecast(month, 0, own.total(), Optional.empty(), List.of(), List.of(why));
        }
        var costs = costs(calendar, bill, own, BigDecimal.ONE);
        var range = days < FEWEST_FOR_RANGE ? Optional.<Range>empty() : Optional.of(range(calendar, bill, own));
        return new Forecast(
                month,
                days,
                own.total(),
                Optional.of(new End(sum(costs), range)),
                rows(own, costs),
                Reckoning.of(calendar, range.isPresent()));
    }

    private static Range range(Calendar calendar, Bill bill, Bill own) {
        var away = BigDecimal.valueOf(course(calendar, own).error()).multiply(ERRORS);
        return new Range(
                sum(costs(calendar, bill, own, BigDecimal.ONE.subtract(away).max(BigDecimal.ZERO))),
                sum(costs(calendar, bill, own, BigDecimal.ONE.add(away))));
    }

    /** What each unit will have cost, where the others use what they are expected to. */
    private static Map<Unit, BigDecimal> costs(Calendar calendar, Bill bill, Bill own, BigDecimal factor) {
        var course = course(calendar, own);
        var all = course(calendar, bill).end(BigDecimal.ONE);
        all.add(course.rest(), factor.subtract(BigDecimal.ONE));
        return course.end(factor).costs(all.rates(bill.rates().prices()));
    }

    private static Course course(Calendar calendar, Bill bill) {
        return new Course(calendar, bill.entries(), bill.rates().prices());
    }

    private static List<Row> rows(Bill own, Map<Unit, BigDecimal> costs) {
        return Stream.of(Service.values())
                .map(service -> new Row(
                        service.toString(),
                        sum(own.usage().amounts().keySet().stream()
                                .filter(unit -> unit.service() == service)
                                .map(own::cost)),
                        sum(costs.entrySet().stream()
                                .filter(cost -> cost.getKey().service() == service)
                                .map(Map.Entry::getValue))))
                .filter(row -> row.soFar().signum() != 0 || row.expected().signum() != 0)
                .sorted((one, other) -> other.expected().compareTo(one.expected()))
                .toList();
    }

    private static BigDecimal sum(Map<Unit, BigDecimal> costs) {
        return sum(costs.values().stream());
    }

    private static BigDecimal sum(Stream<BigDecimal> dollars) {
        return dollars.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
