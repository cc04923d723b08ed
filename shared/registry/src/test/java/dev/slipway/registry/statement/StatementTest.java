package dev.slipway.registry.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Entry;
import dev.slipway.registry.cost.Grouping;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Periods;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.SyntheticMonth;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of a month of ten million requests, against another such month. */
final class StatementTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 12);
    private static final Prices PRICES = Prices.of(PriceFile.bundled("us-east-1"), MONTH.atEndOfMonth());
    private static final BigDecimal MICRO_DOLLAR = new BigDecimal("0.000001");
    private static final Periods LARGE = new Periods(
            MONTH,
            false,
            new Bill(SyntheticMonth.large(MONTH.minusMonths(1), new Random(1)), PRICES),
            new Bill(SyntheticMonth.large(MONTH, new Random(2)), PRICES));

    private static final String PAGE = html(LARGE, "");

    @ParameterizedTest
    @ValueSource(strings = {"", "owner7"})
    void everyTableAddsUpToTheTotalThatIsShown(String owner) {
        var page = ReadPage.of(html(LARGE, owner));
        var bill = LARGE.now().of(account -> account.owner().startsWith(owner));
        var total = page.dollars("total");

        assertThat(total).isEqualByComparingTo(Figures.round(bill.total()));
        assertThat(page.text("requests").replace(",", "")).isEqualTo(String.valueOf(bill.requests()));
        var tables = new ArrayList<>(List.of("by-day", "by-service", "by-package", "by-action", "by-token", "by-unit"));
        if (owner.isEmpty()) {
            assertThat(bill.requests()).isGreaterThan(10_000_000);
            tables.add("by-owner");
        }
        for (var table : tables) {
            assertThat(page.sum(table)).as(table).isEqualByComparingTo(total);
        }
    }

    @ParameterizedTest
    @CsvSource({"by-day, DAY", "by-service, SERVICE", "by-owner, OWNER", "by-package, PACKAGE", "by-token, TOKEN"})
    void everyLineIsItsRowToTheLastMicroDollar(String table, Grouping by) {
        var lines = ReadPage.of(PAGE).dollarsOf(table);
        var rows = new ArrayList<>(LARGE.now().rows(by, account -> true).stream()
                .map(Bill.Row::cost)
                .toList());
        var alone = by == Grouping.DAY ? rows.size() : Math.min(rows.size(), 24);

        for (var row = 0; row < alone; row++) {
            assertThat(lines.get(row).subtract(rows.get(row)).abs()).isLessThan(MICRO_DOLLAR);
        }
        assertThat(lines).hasSize(by == Grouping.DAY ? 31 : Math.min(rows.size(), 25));
    }

    @Test
    void causesAddUpToTheChange() {
        var page = ReadPage.of(PAGE);

        var change = page.dollars("change");
        assertThat(page.dollars("by-price").add(page.dollars("by-volume")).add(page.dollars("by-size")))
                .isEqualByComparingTo(change);
        assertThat(page.dollars("total").subtract(change))
                .isEqualByComparingTo(Figures.round(LARGE.before().total()));
        for (var row : page.rows("change-by-service")) {
            assertThat(row.get(1).subtract(row.get(0))).isEqualByComparingTo(row.get(2));
            assertThat(row.get(3).add(row.get(4)).add(row.get(5))).isEqualByComparingTo(row.get(2));
        }
        assertThat(page.rows("change-by-service").stream()
                        .map(row -> row.get(2))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(change);
        assertThat(page.rows("moved-most")).hasSize(10);
    }

    @Test
    void whatAClientMadeUpIsNoMarkup() {
        var token = "<script>alert(1)</script>\"'&\u202e\u0000\ud800";
        var page = html(small(new Account("team", "<b>team</b>/app", token, "pull")), "");

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\ufffd\ufffd\ufffd")
                .doesNotContain("<script", "<b>", "\u202e", "\u0000");
        assertThat(ReadPage.of(page).names("by-token"))
                .containsExactly("<script>alert(1)</script>\"'&\ufffd\ufffd\ufffd");
    }

    @Test
    void thePageNeedsNothingElse() {
        assertThat(html(LARGE, ""))
                .doesNotContain("<script", "<link", "<img", "@import", "url(", "http:", "https:", " src=");
        assertThat(PAGE.getBytes(UTF_8)).hasSizeLessThan(100_000);
    }

    @Test
    void theSameCostsMakeTheSamePageInAnyLocale() {
        var usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(html(LARGE, "")).isEqualTo(PAGE);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void anOwnersPageIsAboutNobodyElse() {
        var page = html(LARGE, "owner7");

        assertThat(page).contains("owner7/app27").doesNotContain("owner8", "% used", "id=\"ledger\"", "by-owner");
    }

    @Test
    void whatKeepingAccountCostsIsSaid() {
        var page = ReadPage.of(html(small(HourlySums.LEDGER), ""));

        assertThat(page.dollars("ledger")).isEqualByComparingTo("0.500000");
        assertThat(page.names("by-owner")).containsExactly("the registry itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "owner7"})
    void aMonthInWhichPricesChangeAddsUpToo(String owner) {
        var now = new Bill(SyntheticMonth.large(MONTH, new Random(2)), SyntheticMonth.changing(MONTH, 14));
        var page = ReadPage.of(html(new Periods(MONTH, false, LARGE.before(), now), owner));
        var total = page.dollars("total");

        assertThat(total)
                .isEqualByComparingTo(Figures.round(
                        now.of(account -> account.owner().startsWith(owner)).total()));
        for (var table : List.of("by-day", "by-service", "by-package", "by-action", "by-token", "by-unit")) {
            assertThat(page.sum(table)).as(table).isEqualByComparingTo(total);
        }
        assertThat(page.dollars("by-price").add(page.dollars("by-volume")).add(page.dollars("by-size")))
                .isEqualByComparingTo(page.dollars("change"));
    }

    @Test
    void aMonthThatRunsSaysSo() {
        var periods = new Periods(MONTH, true, LARGE.before(), LARGE.now());

        assertThat(html(periods, ""))
                .contains("Statement of December 2026, so far", "Against the same days of November 2026");
    }

    @Test
    void aMonthOfNothingIsAPageToo() {
        var nothing = new Bill(List.of(), PRICES);
        var page = html(new Periods(MONTH, false, nothing, nothing), "");

        assertThat(ReadPage.of(page).dollars("total")).isZero();
        assertThat(page).contains("Nothing was used then.");
    }

    /** Of 2 TiB that went straight from S3, CloudFront would have taken $0.085 for each GiB beyond the first TiB. */
    @Test
    void saysWhatDownloadsStraightFromS3HaveSaved() {
        var account = new Account("team", "team/app", "", "pull");
        var direct = new Tally(2, new Usage(Map.of(Unit.BUCKET_OUT_REGION, 2L << 40)));
        var now = new Bill(List.of(new Entry(Instant.parse("2026-12-03T04:00:00Z"), account, direct)), PRICES);

        assertThat(html(new Periods(MONTH, false, new Bill(List.of(), PRICES), now), ""))
                .contains("have saved <strong id=\"saved\">$87.040000</strong>", "2.0 TiB");
        assertThat(html(small(account), "")).contains("Downloads straight from S3 have saved nothing");
    }

    private static Periods small(Account account) {
        var entry = new Entry(
                Instant.parse("2026-12-03T04:00:00Z"),
                account,
                new Tally(2, new Usage(Map.of(Unit.BUCKET_WRITE, 100_000L))));
        return new Periods(MONTH, false, new Bill(List.of(), PRICES), new Bill(List.of(entry), PRICES));
    }

    private static String html(Periods periods, String owner) {
        return new Statement(periods, Optional.of(owner).filter(name -> !name.isEmpty())).html();
    }
}
