package dev.slipway.local.store;

import dev.slipway.registry.state.ObjectKey;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a part URL says: {@code /parts/UPLOAD/NUMBER/KEY?expires=SECONDS&signature=HEX}.
 *
 * @param expiry in seconds since 1970
 */
record PartPath(ObjectKey key, String upload, int number, long expiry) {

    private static final Pattern FORM = Pattern.compile(
            "/parts/([0-9a-f-]{36})/([0-9]{1,5})/([A-Za-z0-9_/-]+)\\?expires=([0-9]{1,12})&signature=([0-9a-f]{64})");

    /** The first whole second at or after a moment. */
    static long roundUp(Instant moment) {
        return moment.getNano() == 0 ? moment.getEpochSecond() : moment.getEpochSecond() + 1;
    }

    /** What a URL says that was signed here and has not expired; empty for any other. */
    static Optional<PartPath> verify(URI url, PartSignature signature, Instant now) {
        var match = FORM.matcher(url.getRawPath() + "?" + url.getRawQuery());
        if (!match.matches() || !signature.matches(match.group(5), url.getRawPath(), match.group(4))) {
            return Optional.empty();
        }
        var path = new PartPath(
                new ObjectKey(match.group(3)),
                match.group(1),
                Integer.parseInt(match.group(2)),
                Long.parseLong(match.group(4)));
        return Optional.of(path).filter(valid -> now.getEpochSecond() < valid.expiry);
    }

    /** Path and query of the URL. */
    String signed(PartSignature signature) {
        var path = "/parts/" + upload + "/" + number + "/" + key;
        return path + "?expires=" + expiry + "&signature=" + signature.of(path, Long.toString(expiry));
    }
}
