package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.lambda.QueryString;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Those entries of a listing that a caller may see, a page of them. Where most are hidden, a page may be short, or empty, and
 * still link to the next: no request looks at more than about a thousand entries.
 *
 * @param next after which entry the next page begins; empty where there is none
 */
record VisiblePage<T>(List<T> entries, Optional<String> next) {

    static final int LONGEST = 100;

    /** No request looks at more than 20,000 entries. */
    private static final int BATCH = 1_000;

    private static final int MOST_BATCHES = 20;

    /** More characters than any name has, so that the rest decides nothing; and few enough for a key. */
    private static final int LONGEST_LAST = 300;

    /** Entries in order after a name, so many at most. */
    @FunctionalInterface
    interface Source<T> {
        List<T> list(String last, int limit);
    }

    VisiblePage {
        entries = List.copyOf(entries);
    }

    /**
     * The page that a request's {@code n} and {@code last} ask for. That there is a next one tells only of entries that the
     * caller may see, and so does where it begins.
     */
    static <T> VisiblePage<T> of(Request request, Source<T> source, Function<T, String> name, Predicate<T> visible) {
        var limit = Math.min(request.limit(LONGEST), LONGEST);
        var entries = new ArrayList<T>();
        var last = request.parameter("last")
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_LAST)))
                .orElse("");
        for (var i = 0; i < MOST_BATCHES && limit > 0; i++) {
            var batch = source.list(last, BATCH);
            for (var entry : batch) {
                last = name.apply(entry);
                if (!visible.test(entry)) {
                    continue;
                }
                if (entries.size() == limit) {
                    return new VisiblePage<>(entries, Optional.of(name.apply(entries.getLast())));
                }
                entries.add(entry);
            }
            if (batch.size() < BATCH) {
                break;
            }
        }
        return new VisiblePage<>(entries, Optional.empty());
    }

    /**
     * The answer, with a {@code Link} to the next page (RFC 8288) where there is one.
     *
     * @param path of the listing, with the part of its query that stays, if any
     * @param array what the entries are called
     */
    Response response(Request request, String path, String array, JsonAnswer.Entry<T> entry) {
        var response = JsonAnswer.of(200, (JsonGenerator json) -> JsonAnswer.objects(json, array, entries, entry));
        return next.map(last -> response.header("link", "<" + next(request, path, last) + ">; rel=\"next\""))
                .orElse(response);
    }

    private static String next(Request request, String path, String last) {
        return path + (path.indexOf('?') < 0 ? "?" : "&") + "n=" + Math.min(request.limit(LONGEST), LONGEST) + "&last="
                + QueryString.encode(last);
    }
}
