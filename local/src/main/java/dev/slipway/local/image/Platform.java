package dev.slipway.local.image;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What an image runs on, written {@code linux/arm64} or {@code linux/arm/v7}.
 *
 * @param variant empty where there is none, or none is asked for
 */
public record Platform(String os, String architecture, String variant) {

    /** Reads one from a command line. */
    public static final class Converter implements ITypeConverter<Platform> {
        @Override
        public Platform convert(String text) {
            var parts = text.split("/", -1);
            if (parts.length < 2 || parts.length > 3 || text.startsWith("/") || text.contains("//")) {
                throw new TypeConversionException("must be like linux/amd64 or linux/arm/v7");
            }
            return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
        }
    }

    static Platform read(Fields fields) {
        return new Platform(
                fields.find("os").orElse(""),
                fields.find("architecture").orElse(""),
                fields.find("variant").orElse(""));
    }

    /** What containers on this machine run on. */
    static Platform here() {
        var architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Platform("linux", architecture.equals("aarch64") ? "arm64" : architecture, "");
    }

    /** Whether an image for another platform is what is asked for here; arm64 is v8 unless it says otherwise. */
    public boolean accepts(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && (variant.isEmpty()
                        || variant.equals(Optional.of(other.variant)
                                .filter(text -> !text.isEmpty())
                                .orElse(architecture.equals("arm64") ? "v8" : "")));
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("architecture", architecture);
        json.put("os", os);
        if (!variant.isEmpty()) {
            json.put("variant", variant);
        }
        return json;
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
