package dev.slipway.registry.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one request used.
 *
 * @param id of the request, as API Gateway names it
 * @param invocation the first digits of the id that Lambda has of the function's invocation, as {@link #shortened} gives them
 * @param client what the client calls itself
 * @param status of the answer
 * @param transfer the upload or download that the answer leads to, by the id that access logs have of it; empty for none
 * @param way how the download goes that the answer leads to; empty for none
 */
public record Receipt(
        Instant time,
        String id,
        String invocation,
        Account account,
        String client,
        int status,
        String transfer,
        Optional<Way> way,
        Usage usage) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Enough to tell the invocations of one instance of a function apart. */
    private static final int INVOCATION = 8;

    /** A receipt of an answer that leads to no download. */
    public Receipt(
            Instant time,
            String id,
            String invocation,
            Account account,
            String client,
            int status,
            String transfer,
            Usage usage) {
        this(time, id, invocation, account, client, status, transfer, Optional.empty(), usage);
    }

    /** As much of Lambda's id of an invocation as a receipt has. */
    public static String shortened(String invocation) {
        return invocation.length() > INVOCATION ? invocation.substring(0, INVOCATION) : invocation;
    }

    /**
     * The line of JSON that {@link ReceiptWriter} writes.
     *
     * @param price in US dollars
     */
    public String line(String price) {
        var line = new ReceiptWriter();
        line.write(this, PricedUsage.of(usage, price));
        return line.toString();
    }

    /**
     * Reads a line; members that are not known, of later versions, are passed over.
     *
     * @throws IOException when it is no receipt
     */
    public static Receipt read(String line) throws IOException {
        try (var parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no receipt: " + line);
            }
            var texts = new HashMap<String, String>();
            var amounts = new EnumMap<Unit, Long>(Unit.class);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                texts.put(name, parser.getText());
                var unit = Unit.find(name);
                if (unit.isPresent()) {
                    amounts.put(unit.get(), parser.getLongValue());
                }
            }
            return of(texts, new Usage(amounts));
        } catch (JsonParseException | DateTimeException | IllegalArgumentException e) {
            throw new IOException("no receipt: " + line, e);
        }
    }

    private static Receipt of(Map<String, String> texts, Usage usage) {
        var account =
                new Account(text(texts, "owner"), text(texts, "package"), text(texts, "token"), text(texts, "action"));
        return new Receipt(
                Instant.parse(text(texts, "time")),
                text(texts, "receipt"),
                texts.getOrDefault("invocation", shortened(text(texts, "receipt"))),
                account,
                text(texts, "client"),
                Integer.parseInt(text(texts, "status")),
                texts.getOrDefault("transfer", ""),
                Way.find(texts.getOrDefault("way", "")),
                usage);
    }

    private static String text(Map<String, String> texts, String name) {
        var text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return text;
    }
}
