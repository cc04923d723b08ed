package dev.slipway.registry.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;

/**
 * Collects receipts, a line of JSON each, of which the first member is {@code receipt}; the last are the price in US dollars and
 * the units that were used. For one thread at a time.
 */
public final class ReceiptWriter {

    /** As long as most lines are. */
    private static final int LINE = 400;

    private static final int LONGEST_CLIENT = 60;
    private static final int NANOSECONDS = 1_000_000;

    /** A point and three digits. */
    private static final int MILLISECONDS = 4;

    private static final char FIRST_PLAIN = ' ';
    private static final char LAST_PLAIN = '~';

    /** In UTF-8: a generator of JSON takes several times as long for a line, and every request has one. */
    private byte[] lines = new byte[LINE];

    private int length;

    /** The latest second, and a line's time up to it: to format a time takes as long as the rest of a line. */
    private long second = Long.MIN_VALUE;

    private String upToSecond = "";

    /** Whose the latest receipt was and how it ended, as its line has it: the next has most often the same. */
    private byte[] members = {};

    private Account account = Account.nobody("");
    private String client = "";
    private int status;

    /**
     * Adds a line without its end.
     *
     * @return whether it is of the same account as the line before
     */
    public boolean write(Receipt receipt, PricedUsage priced) {
        ascii("{\"receipt\":\"");
        quote(receipt.id());
        time(receipt.time());
        if (!receipt.id().startsWith(receipt.invocation())) {
            member("invocation", receipt.invocation());
        }
        var isOfLatest = members.length > 0 && receipt.account().equals(account);
        if (isOfLatest && receipt.status() == status && receipt.client().equals(client)) {
            add(members);
        } else {
            members(receipt);
        }
        if (!receipt.transfer().isEmpty()) {
            member("transfer", receipt.transfer());
        }
        if (receipt.way().isPresent()) {
            member("way", receipt.way().get().toString());
        }
        ascii(priced.members());
        return isOfLatest;
    }

    /** Ends a line. */
    public void end() {
        ascii("\n");
    }

    /** How many bytes were added since {@link #clear}. */
    public int length() {
        return length;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(lines, 0, length);
    }

    public void clear() {
        length = 0;
    }

    @Override
    public String toString() {
        return new String(lines, 0, length, UTF_8);
    }

    private void members(Receipt receipt) {
        account = receipt.account();
        client = receipt.client();
        status = receipt.status();
        var start = length;
        member("owner", account.owner());
        member("package", account.repository());
        member("token", account.credential());
        member("action", account.action());
        member("client", client.length() > LONGEST_CLIENT ? client.substring(0, LONGEST_CLIENT) : client);
        ascii(",\"status\":");
        ascii(Integer.toString(status));
        members = Arrays.copyOfRange(lines, start, length);
    }

    private void member(String name, String value) {
        ascii(",\"");
        ascii(name);
        ascii("\":\"");
        quote(value);
        ascii("\"");
    }

    private void quote(String value) {
        if (isPlain(value)) {
            ascii(value);
        } else {
            var quoted = new StringBuilder();
            JsonStringEncoder.getInstance().quoteAsString(value, quoted);
            add(quoted.toString().getBytes(UTF_8));
        }
    }

    private static boolean isPlain(String value) {
        for (var at = 0; at < value.length(); at++) {
            var c = value.charAt(at);
            if (c < FIRST_PLAIN || c > LAST_PLAIN || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** To the millisecond, as {@link Instant#toString} has it. */
    private void time(Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            var text = Instant.ofEpochSecond(second).toString();
            upToSecond = "\",\"time\":\"" + text.substring(0, text.length() - 1);
        }
        ascii(upToSecond);
        var milliseconds = time.getNano() / NANOSECONDS;
        if (milliseconds > 0) {
            makeRoom(MILLISECONDS);
            lines[length] = '.';
            lines[length + 1] = (byte) ('0' + milliseconds / 100);
            lines[length + 2] = (byte) ('0' + milliseconds / 10 % 10);
            lines[length + 3] = (byte) ('0' + milliseconds % 10);
            length += MILLISECONDS;
        }
        ascii("Z\"");
    }

    @SuppressWarnings("deprecation") // leaves out the upper half of each letter, which these have not
    private void ascii(String text) {
        makeRoom(text.length());
        text.getBytes(0, text.length(), lines, length);
        length += text.length();
    }

    private void add(byte[] bytes) {
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, lines, length, bytes.length);
        length += bytes.length;
    }

    private void makeRoom(int more) {
        if (more > lines.length - length) {
            lines = Arrays.copyOf(lines, Math.max(2 * lines.length, length + more));
        }
    }
}
