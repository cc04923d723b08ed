package dev.slipway.local.cost.focus;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Charge;
import dev.slipway.registry.cost.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;

/** A charge and where it belongs: what the columns of its row are made of. An empty text stands for a null. */
record Item(FocusContext context, Charge charge) {

    private static final Set<Service> WORLDWIDE = Set.of(Service.CLOUDFRONT, Service.ROUTE53);

    Item {
        if (!YearMonth.from(charge.day()).equals(context.month())) {
            throw new IllegalArgumentException("a charge of " + charge.day() + " is not of " + context.month());
        }
    }

    Account account() {
        return charge.account();
    }

    Sku sku() {
        return Sku.of(charge.unit());
    }

    Kind kind() {
        return Kind.of(charge.unit().service());
    }

    Instant day(int offset) {
        return start(charge.day().plusDays(offset));
    }

    Instant month(int offset) {
        return start(context.month().plusMonths(offset).atDay(1));
    }

    BigDecimal quantity() {
        return sku().quantity(charge.amount());
    }

    BigDecimal price() {
        return sku().price(charge.list(), charge.amount());
    }

    String skuId() {
        return context.region() + "/" + charge.unit();
    }

    /** One for each price that a SKU ever had. */
    String skuPriceId() {
        return skuId() + "/" + price().toPlainString();
    }

    /** Some services are of no region. */
    String regionId() {
        return WORLDWIDE.contains(charge.unit().service()) ? "" : context.region();
    }

    String regionName() {
        var metadata = RegionMetadata.of(Region.of(context.region()));
        return regionId().isEmpty() || metadata == null ? "" : metadata.description();
    }

    String resourceId() {
        return ofPackage(String.join(
                "/",
                context.accountId(),
                context.region(),
                context.stack(),
                account().repository()));
    }

    String resourceType() {
        return ofPackage("Container Repository");
    }

    private String ofPackage(String text) {
        return account().repository().isEmpty() ? "" : text;
    }

    String description() {
        var words = new StringBuilder(sku().meter());
        append(words, " for ", account().action());
        append(words, " of ", account().repository());
        append(words, " by ", account().credential());
        return words.toString();
    }

    private static void append(StringBuilder words, String before, String word) {
        if (!word.isEmpty()) {
            words.append(before).append(word);
        }
    }

    /** A JSON object of those that there are. */
    String tags() {
        var tags = new LinkedHashMap<String, String>();
        tags.put("stack", context.stack());
        tags.put("owner", account().owner());
        tags.put("repository", account().repository());
        tags.put("credential", account().credential());
        tags.put("action", account().action());
        tags.values().removeIf(String::isEmpty);
        return json(tags);
    }

    private static String json(Map<String, String> object) {
        try {
            return JSON.std.asString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
