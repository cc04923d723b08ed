package dev.slipway.relay.web;

import dev.slipway.relay.RelayResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads an answer of HTTP/1.1 whose body is measured, as those of the relay are. */
final class AnswerReader {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([2-5]\\d\\d)( .*)?");
    private static final int LONGEST_LINE = 64 << 10;
    private static final int LARGEST_BODY = 16 << 20;

    private AnswerReader() {}

    /** @param empty whether the answer has no body, whatever its headers say */
    static RelayResponse read(InputStream in, boolean empty) throws IOException {
        var status = STATUS.matcher(line(in));
        if (!status.matches()) {
            throw new IOException("no answer of HTTP/1.1");
        }
        var headers = headers(in);
        var length = empty ? 0 : length(headers);
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer broke off");
        }
        return new RelayResponse(Integer.parseInt(status.group(1)), EndpointHeaders.toClient(headers), body);
    }

    private static Map<String, List<String>> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("a header of bad form");
            }
            headers.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static int length(Map<String, List<String>> headers) throws IOException {
        var text = headers.getOrDefault("content-length", List.of("0")).getFirst();
        if (!text.matches("\\d{1,9}")
                || Integer.parseInt(text) > LARGEST_BODY
                || headers.containsKey("transfer-encoding")) {
            throw new IOException("a body of unknown length");
        }
        return Integer.parseInt(text);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("the answer broke off");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
