package dev.slipway.registry.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;

/**
 * A region's prices, of today and of before: JSON with the members {@code region}, {@code currency}, {@code lines} (each
 * with {@code unit}, {@code usd}, {@code per}, {@code since}, {@code source} and, of a higher tier, {@code above}) and
 * {@code free} (what is free in a month: {@code unit}, {@code amount}, {@code source}).
 *
 * @param free by the name of what is free
 */
public record PriceFile(String region, List<PriceLine> lines, Map<String, Long> free) {

    private static final JsonFactory JSON = new JsonFactory();

    public PriceFile {
        lines = List.copyOf(lines);
        free = Map.copyOf(free);
    }

    /**
     * The file that this program was built with.
     *
     * @throws UnknownPriceException where there is none of the region
     */
    public static PriceFile bundled(String region) {
        try (var in = PriceFile.class.getResourceAsStream("prices/" + region + ".json")) {
            if (in == null) {
                throw new UnknownPriceException("no prices of " + region
                        + " are known: `./slipway prices update --region " + region + "` reads them from AWS");
            }
            return read(in);
        } catch (IOException e) {
            throw new IllegalStateException("the prices of " + region + " cannot be read", e);
        }
    }

    /**
     * Reads one.
     *
     * @throws IOException when it is not a price file, in its message why
     */
    public static PriceFile read(InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            return new PriceReader(parser).read();
        } catch (JsonParseException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
