package dev.slipway.functions.api;

import dev.slipway.lambda.QueryString;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some of the charges of some days, in their order: of whole days, unless one alone has too many. So what is charged between two
 * requests leaves nothing out and doubles nothing, as long as days have less than that.
 *
 * @param next after which of them the next page begins; empty where there is none
 */
record ChargesPage<T>(List<T> charges, Optional<String> next) {

    /** With names as long as can be they are less than 600 bytes each, and in base64 together less than Lambda's 6 MB. */
    static final int LONGEST = 7_500;

    private static final String SLASH = "/";

    /** A day, and how many of its charges were on pages before; empty for all. */
    private record Last(LocalDate day, Optional<Integer> number) {

        static Last of(String text) {
            try {
                var slash = text.indexOf(SLASH);
                return slash < 0
                        ? new Last(LocalDate.parse(text), Optional.empty())
                        : new Last(
                                LocalDate.parse(text.substring(0, slash)),
                                Optional.of(Integer.parseUnsignedInt(text.substring(slash + 1))));
            } catch (DateTimeException | NumberFormatException e) {
                throw CostsRoute.wrong("last is what the link to a next page has");
            }
        }

        boolean hasAll(LocalDate day) {
            return number.isPresent() ? day.isBefore(this.day) : !day.isAfter(this.day);
        }

        int on(LocalDate day) {
            return day.equals(this.day) ? number.orElse(0) : 0;
        }
    }

    ChargesPage {
        charges = List.copyOf(charges);
    }

    /**
     * The page that a request's {@code n} and {@code last} ask for.
     *
     * @param days in their order
     */
    static <T> ChargesPage<T> of(Request request, List<LocalDate> days, Function<LocalDate, List<T>> ofDay) {
        var limit = limit(request);
        var last = request.parameter("last").map(Last::of);
        var page = new ArrayList<T>();
        var done = Optional.<LocalDate>empty();
        for (var day : days) {
            if (limit == 0 || last.filter(before -> before.hasAll(day)).isPresent()) {
                continue;
            }
            var before = last.map(each -> each.on(day)).orElse(0);
            var charges = ofDay.apply(day).stream().skip(before).toList();
            if (page.isEmpty() && charges.size() > limit) {
                return new ChargesPage<>(charges.subList(0, limit), Optional.of(day + SLASH + (before + limit)));
            }
            if (page.size() + charges.size() > limit) {
                return new ChargesPage<>(page, done.map(LocalDate::toString));
            }
            page.addAll(charges);
            done = Optional.of(day);
        }
        return new ChargesPage<>(page, Optional.empty());
    }

    /**
     * The answer with a {@code Link} to the next page (RFC 8288) where there is one.
     *
     * @param path of the listing, with the part of its query that stays
     */
    Response linked(Request request, Response answer, String path) {
        return next.map(last -> answer.header(
                        "link",
                        "<" + path + "&n=" + limit(request) + "&last=" + QueryString.encode(last) + ">; rel=\"next\""))
                .orElse(answer);
    }

    private static int limit(Request request) {
        return Math.min(request.limit(LONGEST), LONGEST);
    }
}
