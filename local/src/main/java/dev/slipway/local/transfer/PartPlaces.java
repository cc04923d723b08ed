package dev.slipway.local.transfer;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the next parts of an upload go.
 *
 * @param offset how many bytes the upload has
 * @param pending how many of them are in no part yet; while there are any, the places are of no use
 * @param partSize in bytes, of all parts but the last
 */
record PartPlaces(long offset, long pending, long partSize, List<Place> places) {

    /** 5 MiB: the bucket takes no smaller part but as an object's last. */
    static final long SMALLEST_PART = 5 << 20;

    /** Takes one part. */
    record Place(int number, String url) {}

    /** Reads the registry's answer; empty for what makes no sense. */
    static Optional<PartPlaces> read(byte[] answer) {
        try {
            if (!(JSON.std.anyFrom(answer) instanceof Map<?, ?> map) || !(map.get("parts") instanceof List<?> parts)) {
                return Optional.empty();
            }
            var places = new ArrayList<Place>();
            for (var part : parts) {
                if (part instanceof Map<?, ?> place && place.get("url") instanceof String url) {
                    places.add(new Place((int) number(place, "number"), url));
                }
            }
            var read = new PartPlaces(
                    number(map, "offset"), number(map, "pending"), number(map, "partSize"), List.copyOf(places));
            return read.partSize < SMALLEST_PART || places.isEmpty() ? Optional.empty() : Optional.of(read);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(Map<?, ?> map, String name) {
        if (map.get(name) instanceof Number number && number.longValue() >= 0) {
            return number.longValue();
        }
        throw new IllegalArgumentException(name);
    }
}
