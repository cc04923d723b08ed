package dev.slipway.local.cost;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Printable;
import dev.slipway.registry.cost.PriceLine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * AWS's price lists, read from where it publishes them (AWS Price List Bulk API). What cannot be read is a
 * {@link CommandFailure}.
 *
 * @param from the URL under which the lists are, without a slash at its end
 */
record PriceLists(String from, AwsRegion region, LocalDate today) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    /** What each rule's unit costs now, in the order of the rules. */
    List<PriceLine> lines(List<PriceRule> rules) {
        var found = new ArrayList<PriceLine>();
        try (var client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var services = new LinkedHashSet<String>();
            rules.forEach(rule -> services.add(rule.service()));
            for (var service : services) {
                var source = source(service);
                var own = rules.stream()
                        .filter(rule -> rule.service().equals(service))
                        .toList();
                var products = products(client, source, own);
                own.forEach(rule -> found.addAll(lines(rule, products, source)));
            }
        }
        return found;
    }

    private List<PriceLine> lines(PriceRule rule, List<OfferReader.Product> products, String source) {
        var prices = products.stream()
                .filter(product -> rule.matches(region, product.attributes()))
                .flatMap(product -> product.offers().stream())
                .map(offer -> offer.lines(rule, today, source))
                .distinct()
                .toList();
        if (prices.size() > 1) {
            throw new CommandFailure("AWS lists " + prices.size() + " prices of " + rule.unit() + " (" + rule.usage()
                    + ") that contradict each other: " + source);
        }
        return prices.stream()
                .findFirst()
                .filter(lines -> !lines.isEmpty())
                .orElseThrow(() -> new CommandFailure(
                        "AWS lists no price of " + rule.unit() + " (" + rule.usage() + ") in " + source));
    }

    private List<OfferReader.Product> products(HttpClient client, String source, List<PriceRule> rules) {
        try {
            var answer = client.send(request(source), BodyHandlers.ofInputStream());
            try (var in = answer.body()) {
                return products(answer, in, rules);
            }
        } catch (IOException e) {
            var why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            throw new CommandFailure(Printable.of(
                    source + " cannot be read: " + why.lines().findFirst().orElse("")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }

    private List<OfferReader.Product> products(HttpResponse<InputStream> answer, InputStream in, List<PriceRule> rules)
            throws IOException {
        if (answer.statusCode() != OK) {
            throw new IOException("the answer is " + answer.statusCode());
        }
        return OfferReader.read(in, attributes -> rules.stream().anyMatch(rule -> rule.matches(region, attributes)));
    }

    private static HttpRequest request(String source) {
        try {
            return HttpRequest.newBuilder(URI.create(source)).timeout(PATIENCE).build();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--from is no URL: " + e.getMessage());
        }
    }

    private String source(String service) {
        return from + "/" + service + "/current/" + (PriceRule.WORLDWIDE.contains(service) ? "" : region.name() + "/")
                + "index.json";
    }
}
