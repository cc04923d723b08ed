package dev.slipway.registry.cost;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;

/**
 * Writes receipts, a line of JSON each, of which the first member is {@code receipt}; the last are the price in US dollars and the
 * units that were used. For one thread at a time.
 */
public final class ReceiptWriter {

    private static final int LONGEST_CLIENT = 60;
    private static final int NANOSECONDS = 1_000_000;
    private static final int THOUSAND = 1000;

    private final StringBuilder out;

    /** The latest second, up to its digits: to format a time takes as long as the rest of a line. */
    private long second = Long.MIN_VALUE;

    private String upToSecond = "";

    /** Whose the latest receipt was, as its line has it: the next is most often of the same account and client. */
    private String members = "";

    private Account account = Account.nobody("");
    private String client = "";

    /** Appends what it writes: a generator of JSON takes twice as long for a line, and every request has one. */
    public ReceiptWriter(StringBuilder out) {
        this.out = out;
    }

    /** Writes a line without its end. */
    public void write(Receipt receipt, PricedUsage priced) {
        out.append("{\"receipt\":\"");
        quote(out, receipt.id());
        out.append("\",\"time\":\"");
        time(receipt.time());
        out.append('"');
        if (!receipt.id().startsWith(receipt.invocation())) {
            member(out, "invocation", receipt.invocation());
        }
        out.append(members(receipt.account(), receipt.client()));
        out.append(",\"status\":").append(receipt.status());
        if (!receipt.transfer().isEmpty()) {
            member(out, "transfer", receipt.transfer());
        }
        if (receipt.way().isPresent()) {
            member(out, "way", receipt.way().get().toString());
        }
        out.append(priced.members()).append('}');
    }

    /** Ends a line. */
    public void end() {
        out.append('\n');
    }

    private String members(Account account, String client) {
        if (members.isEmpty() || !account.equals(this.account) || !client.equals(this.client)) {
            this.account = account;
            this.client = client;
            var text = new StringBuilder();
            member(text, "owner", account.owner());
            member(text, "package", account.repository());
            member(text, "token", account.credential());
            member(text, "action", account.action());
            member(text, "client", client.length() > LONGEST_CLIENT ? client.substring(0, LONGEST_CLIENT) : client);
            members = text.toString();
        }
        return members;
    }

    private static void member(StringBuilder text, String name, String value) {
        text.append(",\"").append(name).append("\":\"");
        quote(text, value);
        text.append('"');
    }

    private static void quote(StringBuilder text, String value) {
        JsonStringEncoder.getInstance().quoteAsString(value, text);
    }

    /** To the millisecond, as {@link Instant#toString} has it. */
    private void time(Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            var text = Instant.ofEpochSecond(second).toString();
            upToSecond = text.substring(0, text.length() - 1);
        }
        out.append(upToSecond);
        var milliseconds = time.getNano() / NANOSECONDS;
        if (milliseconds > 0) {
            var point = out.length();
            out.append(THOUSAND + milliseconds).setCharAt(point, '.');
        }
        out.append('Z');
    }
}
