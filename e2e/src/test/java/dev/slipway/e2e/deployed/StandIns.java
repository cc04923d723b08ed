package dev.slipway.e2e.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The least of AWS that a function can run on: tables that know an item by its key and nothing else, buckets in which nothing is
 * and that take whatever is put there, and CloudWatch Logs. No condition is refused but that another item be there, and what is asked
 * for as a run of items is empty, so it shows that functions speak AWS's protocols, and not what they make of what they find.
 */
final class StandIns implements AutoCloseable {

    private static final String RANGES = "/ip-ranges.json";
    private static final String PUBLISHED = """
            {"syncToken": "1", "ipv6_prefixes": [], "prefixes": [
              {"ip_prefix": "3.80.0.0/12", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1"}]}
            """;

    private final Loopback server = new Loopback(this::handle);
    private final TrustingTables tables = new TrustingTables();
    private final List<Map<String, Object>> logged = new CopyOnWriteArrayList<>();

    /** The SDK's variables, and where AWS publishes its addresses. */
    Map<String, String> endpoints() {
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", server.url(),
                "AWS_ENDPOINT_URL_S3", server.url(),
                "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", server.url(),
                "SLIPWAY_ADDRESS_RANGES", server.url() + RANGES);
    }

    /** What CloudWatch Logs was told: log group, stream and events of each call. */
    List<Map<String, Object>> logged() {
        return logged;
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("S3");
        if (exchange.getRequestURI().getPath().equals(RANGES)) {
            send(exchange, 200, "application/json", PUBLISHED);
        } else if (target.startsWith("DynamoDB_")) {
            var answer =
                    tables.answer(target.substring(target.indexOf('.') + 1), new Properties(JSON.std.mapFrom(body)));
            var status = answer.containsKey("__type") ? 400 : 200;
            send(exchange, status, "application/x-amz-json-1.0", JSON.std.asString(answer));
        } else if (target.startsWith("Logs_")) {
            logged.add(JSON.std.mapFrom(body));
            send(exchange, 200, "application/x-amz-json-1.1", "{}");
        } else {
            bucket(exchange);
        }
    }

    private static void bucket(HttpExchange exchange) throws IOException {
        var isList = "2".equals(parameter(exchange, "list-type"));
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                exchange.getResponseHeaders().set("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"");
                send(exchange, 200, "application/xml", "");
            }
            case "DELETE" -> send(exchange, 204, "application/xml", "");
            case "POST" ->
                send(
                        exchange,
                        200,
                        "application/xml",
                        "<InitiateMultipartUploadResult><UploadId>multipart</UploadId></InitiateMultipartUploadResult>");
            default ->
                send(
                        exchange,
                        isList ? 200 : 404,
                        "application/xml",
                        isList
                                ? "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
                                : "<Error><Code>NoSuchKey</Code></Error>");
        }
    }

    private static String parameter(HttpExchange exchange, String name) {
        var query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return List.of(query.split("&", -1)).stream()
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        Loopback.send(exchange, status, body.getBytes(UTF_8));
    }
}
