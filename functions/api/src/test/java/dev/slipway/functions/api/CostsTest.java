package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger's two entries of these tests come to: somebody's eight reads, and one write that is nobody's. */
final class CostsTest {

    private static final String HEAD = "{\"currency\":\"USD\",\"region\":\"us-east-1\",\"month\":\"2026-11\",\"by\":";

    private static final String CHANGE =
            "\"requestsBefore\":3,\"requests\":6,\"before\":\"0.000001\",\"now\":\"0.0000015\","
                    + "\"change\":\"0.0000005\",\"price\":\"0\",\"volume\":\"0.000001\",\"size\":\"-0.0000005\","
                    + "\"tiers\":\"0\",\"most\":\"volume\"";

    private static final Pattern ENTRY = Pattern.compile("\\{\"(?:day|owner|hour)\":[^{}]*}");
    private static final Pattern NEXT = Pattern.compile("</api/v1/costs/charges\\?([^>]*)>; rel=\"next\"");

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    /** Six runs of functions at the edge are free. */
    @ParameterizedTest
    @CsvSource({
        "owner, team",
        "package, team/app",
        "token, Ev3ntsT0ken1",
        "action, pull",
        "day, 2026-11-24",
    })
    void anOwnerSeesItsOwn(String by, String key) {
        assertThat(text("get-costs", "rita", "owner=team&by=" + by))
                .isEqualTo(HEAD
                        + "\"%s\",\"total\":\"0.000001\",\"saved\":\"0\",\"rows\":[{\"key\":\"%s\",\"requests\":3,\"cost\":\"0.000001\"}]}"
                                .formatted(by, key));
    }

    @Test
    void administratorsSeeAll() {
        assertThat(text("get-costs", "olga", ""))
                .isEqualTo(HEAD + "\"owner\",\"total\":\"0.000006\",\"saved\":\"0\",\"rows\":["
                        + "{\"key\":\"\",\"requests\":1,\"cost\":\"0.000005\"},"
                        + "{\"key\":\"team\",\"requests\":3,\"cost\":\"0.000001\"}]}");
        assertThat(text("get-costs", "admin", "by=service&month=2026-11"))
                .contains("{\"key\":\"Amazon CloudFront\",\"requests\":3,\"cost\":\"0\"}");
        assertThat(text("get-costs", "admin", "month=2026-10"))
                .endsWith("\"total\":\"0\",\"saved\":\"0\",\"rows\":[]}");
    }

    @Test
    void nobodyElseSeesAll() {
        for (var event :
                new String[] {"get-costs", "list-charges", "get-explanation", "get-forecast", "get-statement"}) {
            assertThat(api.ask(event, "alice", changed -> changed.query("")).error())
                    .isEqualTo("403 DENIED");
        }
    }

    @Test
    void chargesAreOfEachUnit() {
        assertThat(text("list-charges", "rita", "owner=team&day=2026-11-24"))
                .isEqualTo("{\"currency\":\"USD\",\"region\":\"us-east-1\",\"day\":\"2026-11-24\",\"charges\":["
                        + charge("edge-function", 6, "0.0000006", "0") + ","
                        + charge("table-read", 8, "0.000001", "0.000001") + "]}");
        assertThat(text("list-charges", "rita", "owner=team&day=2026-11-23")).endsWith("\"charges\":[]}");
    }

    @Test
    void chargesOfAnHourAreThoseOfAllAccountsTogether() {
        api.stores()
                .registry()
                .ledger()
                .keep(
                        Instant.parse("2026-11-24T11:00:00Z"),
                        Account.nobody("sweep"),
                        new Tally(0, Usage.NONE.plus(Unit.TABLE_READ, 32)));

        assertThat(text("list-charges", "admin", "by=hour&day=2026-11-24"))
                .isEqualTo("{\"currency\":\"USD\",\"region\":\"us-east-1\",\"day\":\"2026-11-24\",\"hours\":["
                        + hour(11, "table-read", 32, "0.000004", "0.000004") + ","
                        + hour(12, "edge-function", 6, "0.0000006", "0") + ","
                        + hour(12, "table-read", 8, "0.000001", "0.000001") + ","
                        + hour(12, "bucket-write", 1, "0.000005", "0.000005") + "]}");
    }

    @Test
    void chargesOfAMonthSayTheirDay() {
        assertThat(text("list-charges", "rita", "owner=team&month=2026-11"))
                .isEqualTo("{\"currency\":\"USD\",\"region\":\"us-east-1\",\"month\":\"2026-11\",\"charges\":["
                        + (charge("edge-function", 6, "0.0000006", "0") + ","
                                        + charge("table-read", 8, "0.000001", "0.000001"))
                                .replace("{\"owner\"", "{\"day\":\"2026-11-24\",\"owner\"")
                        + "]}");
    }

    /** Pages of any size have all charges, each once and in their order; a page ends with a day where that can be. */
    @ParameterizedTest
    @ValueSource(strings = {"month=2026-11", "month=2026-11&by=hour", "month=2026-11&owner=team", "day=2026-11-20"})
    void pagesHaveAllOfThem(String query) {
        for (var hour = 0; hour < 60; hour++) {
            var usage = Usage.NONE.plus(Unit.TABLE_READ, 1 + hour).plus(Unit.BUCKET_READ, 1);
            api.stores()
                    .registry()
                    .ledger()
                    .keep(
                            Instant.parse("2026-11-20T00:00:00Z").plus(Duration.ofHours(hour)),
                            hour % 4 == 0 ? Account.nobody("sweep") : Api.WORK,
                            new Tally(1, usage));
        }
        var whole = pages(query).getFirst();
        assertThat(whole).hasSizeGreaterThan(2);

        for (var limit : List.of(1, 2, 3, 7, 50)) {
            var pages = pages(query + "&n=" + limit);
            assertThat(pages.stream().flatMap(List::stream)).as("%d", limit).containsExactlyElementsOf(whole);
            assertThat(pages.subList(0, pages.size() - 1))
                    .allSatisfy(page -> assertThat(page).hasSizeBetween(1, limit));
        }
        assertThat(pages(query + "&n=0")).containsExactly(List.of());
        assertThat(pages(query + "&n=7501").getFirst()).hasSize(whole.size());
    }

    @Test
    void aPageEndsWithADayWhereThatCanBe() {
        for (var day : List.of("2026-11-02T01:00:00Z", "2026-11-03T01:00:00Z", "2026-11-09T01:00:00Z")) {
            var usage = Usage.NONE.plus(Unit.TABLE_READ, 1).plus(Unit.BUCKET_READ, 1);
            api.stores().registry().ledger().keep(Instant.parse(day), Api.WORK, new Tally(1, usage));
        }

        var page = api.ask("list-charges", "rita", event -> event.query("owner=team&month=2026-11&n=5"));

        assertThat(page.header("link"))
                .isEqualTo("</api/v1/costs/charges?month=2026-11&owner=team&n=5&last=2026-11-08>; rel=\"next\"");
        assertThat(page.text()).contains("2026-11-03").doesNotContain("2026-11-09");
    }

    /** The charges of each page, as text. */
    private List<List<String>> pages(String query) {
        var page = api.ask("list-charges", "admin", event -> event.query(query));
        var pages = new ArrayList<List<String>>();
        pages.add(ENTRY.matcher(page.text()).results().map(MatchResult::group).toList());
        var next = NEXT.matcher(page.header("link"));
        if (next.matches()) {
            pages.addAll(pages(next.group(1)));
        }
        return pages;
    }

    /** In December, six requests use twelve reads, and nothing at the edge. */
    @Test
    void anExplanationSaysWhatMoved() {
        api.stores().pass(Duration.ofDays(31));
        api.stores()
                .registry()
                .ledger()
                .keep(api.stores().now(), Api.WORK, new Tally(6, Usage.NONE.plus(Unit.TABLE_READ, 12)));

        assertThat(text("get-explanation", "rita", "owner=team&month=2026-12"))
                .startsWith(
                        "{\"currency\":\"USD\",\"region\":\"us-east-1\",\"month\":\"2026-12\",\"against\":\"2026-11\","
                                + "\"complete\":false,\"total\":{" + CHANGE
                                + "},\"services\":[{\"key\":\"Amazon DynamoDB\",")
                .contains("\"owners\":[{\"key\":\"team\"," + CHANGE + "}],")
                .contains("\"packages\":[{\"key\":\"team/app\"," + CHANGE + "}],")
                .contains("\"actions\":[{\"key\":\"pull\"," + CHANGE + "}],")
                .endsWith("\"works\":[{\"package\":\"team/app\",\"action\":\"pull\"," + CHANGE + "}]}")
                .doesNotContain("sweep");
        assertThat(text("get-explanation", "admin", "")).contains("sweep");
    }

    /** The ledger's entries are of today, and there was no day before. */
    @Test
    void aForecastWithoutAWholeDaySaysSo() {
        assertThat(text("get-forecast", "rita", "owner=team"))
                .isEqualTo("{\"currency\":\"USD\",\"region\":\"us-east-1\",\"month\":\"2026-11\",\"days\":0,"
                        + "\"soFar\":\"0.000001\",\"services\":[],\"reckoned\":[\"nothing to go by: no whole day of 2026-11"
                        + " is over since the registry was first used in it\"]}");
    }

    @Test
    void aForecastHasWhatIsToBeExpected() {
        api.stores().pass(Duration.ofDays(3));

        assertThat(text("get-forecast", "rita", "owner=team"))
                .contains(
                        "\"days\":3,\"soFar\":\"0.000001\",\"expected\":\"0.000002166667\",\"low\":\"0.000001\",\"high\":")
                .contains(
                        "\"services\":[{\"key\":\"Amazon DynamoDB\",\"soFar\":\"0.000001\",\"expected\":\"0.000002166667\"}]");
    }

    @Test
    void aStatementIsAPageThatRunsNothing() {
        var answer = api.ask("get-statement", "rita");

        assertThat(answer.header("content-security-policy"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.text())
                .startsWith("<!DOCTYPE html>\n")
                .contains("Statement of November 2026, so far", "<dd id=\"total\">$0.000001</dd>", "team/app")
                .doesNotContain("sweep");
        assertThat(text("get-statement", "olga", "")).contains("<dd id=\"total\">$0.000006</dd>", "sweep");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get-costs    | month=soon       | a month is written 2026-11
            get-costs    | month=2026-13    | a month is written 2026-11
            get-costs    | month=%2B99999-01 | a month is written 2026-11
            get-explanation | month=soon    | a month is written 2026-11
            get-explanation | month=2026-12 | 2026-12 has not begun
            get-explanation | owner=UP      | NAME_INVALID
            get-forecast | owner=UP         | NAME_INVALID
            get-statement | month=soon      | a month is written 2026-11
            get-statement | month=2027-01   | 2027-01 has not begun
            get-statement | owner=UP        | NAME_INVALID
            get-costs    | by=moon          | by is one of [owner, package, token, action, service, day]
            list-charges | day=2026-11      | a day is written 2026-11-24
            list-charges | by=day           | by is one of [account, hour]
            list-charges | month=soon       | a month is written 2026-11
            list-charges | month=2026-11&day=2026-11-24 | charges are of a day or of a month
            list-charges | month=2026-11&last=x | last is what the link to a next page has
            list-charges | month=2026-11&last=2026-11-24/-1 | last is what the link to a next page has
            list-charges | month=2026-11&n=some | n is not a number of entries
            list-charges | owner=UP         | NAME_INVALID
            """)
    void whatCannotBeReadIsRefused(String event, String query, String message) {
        var answer = api.ask(event, "admin", changed -> changed.query(query));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(message);
    }

    /** Whose prices nobody knows: those of a month before the price file's. */
    @Test
    void withoutAPriceThereIsNoBill() {
        api.stores()
                .registry()
                .ledger()
                .keep(Instant.EPOCH, Api.WORK, new Tally(1, Usage.NONE.plus(Unit.TABLE_READ, 1)));

        assertThat(api.ask("get-costs", "admin", changed -> changed.query("month=1970-01"))
                        .status())
                .isEqualTo(501);
    }

    private String text(String event, String who, String query) {
        return api.ask(event, who, changed -> changed.query(query)).text();
    }

    private static String charge(String unit, long amount, String list, String cost) {
        return ("{\"owner\":\"team\",\"package\":\"team/app\",\"token\":\"Ev3ntsT0ken1\",\"action\":\"pull\","
                        + "\"unit\":\"%s\",\"amount\":%d,\"list\":\"%s\",\"cost\":\"%s\"}")
                .formatted(unit, amount, list, cost);
    }

    private static String hour(int hour, String unit, long amount, String list, String cost) {
        return "{\"hour\":\"2026-11-24T%d:00:00Z\",\"unit\":\"%s\",\"amount\":%d,\"list\":\"%s\",\"cost\":\"%s\"}"
                .formatted(hour, unit, amount, list, cost);
    }
}
