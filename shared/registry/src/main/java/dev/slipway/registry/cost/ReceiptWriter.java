package dev.slipway.registry.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;

/**
 * Writes receipts, a line of JSON each, of which the first member is {@code receipt}; the last are the price in US dollars and the
 * units that were used. For one thread at a time.
 */
public final class ReceiptWriter {

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    private static final int LONGEST_CLIENT = 60;
    private static final int NANOSECONDS = 1_000_000;
    private static final int THOUSAND = 1000;

    private final JsonGenerator json;

    /** The latest second, up to its digits: to format a time takes as long as half of a line. */
    private long second = Long.MIN_VALUE;

    private String upToSecond = "";

    public ReceiptWriter(Writer out) throws IOException {
        json = JSON.createGenerator(out);
    }

    /** Writes a line without its end. */
    public void write(Receipt receipt, PricedUsage priced) throws IOException {
        json.writeStartObject();
        json.writeStringField("receipt", receipt.id());
        json.writeStringField("time", time(receipt.time()));
        if (!receipt.id().startsWith(receipt.invocation())) {
            json.writeStringField("invocation", receipt.invocation());
        }
        write(receipt.account());
        var client = receipt.client();
        json.writeStringField(
                "client", client.length() > LONGEST_CLIENT ? client.substring(0, LONGEST_CLIENT) : client);
        json.writeNumberField("status", receipt.status());
        if (!receipt.transfer().isEmpty()) {
            json.writeStringField("transfer", receipt.transfer());
        }
        if (receipt.way().isPresent()) {
            json.writeStringField("way", receipt.way().get().toString());
        }
        json.writeRaw(priced.members());
        json.writeEndObject();
    }

    /** Ends a line. */
    public void end() throws IOException {
        json.writeRaw('\n');
    }

    /** Hands on all that was written. */
    public void flush() throws IOException {
        json.flush();
    }

    private void write(Account account) throws IOException {
        json.writeStringField("owner", account.owner());
        json.writeStringField("package", account.repository());
        json.writeStringField("token", account.credential());
        json.writeStringField("action", account.action());
    }

    /** To the millisecond, as {@link Instant#toString} has it. */
    private String time(Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            var text = Instant.ofEpochSecond(second).toString();
            upToSecond = text.substring(0, text.length() - 1);
        }
        var milliseconds = time.getNano() / NANOSECONDS;
        return milliseconds == 0
                ? upToSecond + "Z"
                : upToSecond + "." + String.valueOf(THOUSAND + milliseconds).substring(1) + "Z";
    }
}
