package dev.slipway.local.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** AWS's price lists as far as a test wants them, in the form of AWS's, over HTTP on this machine. */
final class PriceListServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> files = new HashMap<>();

    PriceListServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            var file = files.get(exchange.getRequestURI().getPath());
            var body = (file == null ? "" : file).getBytes(UTF_8);
            exchange.sendResponseHeaders(file == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/offers";
    }

    /** Puts text where the list of a service is: {@code AWSLambda/current/us-east-1}. */
    void put(String list, String text) {
        files.put("/offers/" + list + "/index.json", text);
    }

    /**
     * Puts lists, a line for each product: where its list is, the usage type, other attributes with {@code =} and
     * {@code ;} between them, the unit, and each tier's beginning and price.
     */
    void putAll(String table) {
        table.lines()
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                .collect(Collectors.groupingBy(row -> row.get(0)))
                .forEach((list, rows) -> put(
                        list,
                        list(IntStream.range(0, rows.size())
                                .boxed()
                                .collect(Collectors.toMap(number -> "SKU" + number, rows::get)))));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String list(Map<String, List<String>> rows) {
        var products = rows.entrySet().stream()
                .map(row -> product(row.getKey(), row.getValue()))
                .collect(Collectors.joining(","));
        var terms = rows.entrySet().stream()
                .map(row -> term(row.getKey(), row.getValue()))
                .collect(Collectors.joining(","));
        return json("""
                {'formatVersion': 'v1.0', 'disclaimer': 'none', 'offerCode': 'X', 'version': '20261101000000',
                 'publicationDate': '2026-11-01T00:00:00Z', 'products': {
                   'OTHER': {'sku': 'OTHER', 'productFamily': 'Other', 'attributes': {'usagetype': 'Other', 'x': ''}},
                   %s},
                 'terms': {
                   'Reserved': {'OTHER': {'OTHER.R': {'priceDimensions': {}}}},
                   'OnDemand': {'OTHER': {'OTHER.T': {'priceDimensions': {'OTHER.T.1': {'unit': 'x'}}}}, %s}},
                 'attributesList': {}}
                """).formatted(products, terms);
    }

    private static String product(String sku, List<String> row) {
        var attributes = Stream.of(
                        (row.get(1).isEmpty() ? "" : "usagetype=" + row.get(1) + ";" + row.get(2)).split(";"))
                .filter(text -> !text.isBlank())
                .map(text -> "'" + text.strip().replace("=", "': '") + "'")
                .collect(Collectors.joining(", "));
        return json(
                "'" + sku + "': {'sku': '" + sku + "', 'productFamily': 'Some', 'attributes': {" + attributes + "}}");
    }

    private static String term(String sku, List<String> row) {
        var tiers = row.get(4).split(" +");
        var dimensions = IntStream.range(0, tiers.length)
                .mapToObj(number -> dimension(sku, number, row.get(3), tiers))
                .collect(Collectors.joining(", "));
        return json("'" + sku + "': {'" + sku + ".JRTCKXETXF': {'offerTermCode': 'JRTCKXETXF', 'sku': '" + sku
                + "', 'effectiveDate': '2026-11-01T00:00:00Z', 'priceDimensions': {" + dimensions
                + "}, 'termAttributes': {}}}");
    }

    private static String dimension(String sku, int number, String unit, String[] tiers) {
        var tier = tiers[number].split(":", -1);
        var end = number + 1 < tiers.length ? tiers[number + 1].split(":", -1)[0] : "Inf";
        return "'" + sku + ".JRTCKXETXF." + number + "': {'rateCode': 'x', 'description': 'some', 'unit': '" + unit
                + "', 'beginRange': '" + tier[0] + "', 'endRange': '" + end + "', 'pricePerUnit': {'USD': '" + tier[1]
                + "'}, 'appliesTo': []}";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
