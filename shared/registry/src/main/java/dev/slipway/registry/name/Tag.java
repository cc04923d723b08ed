package dev.slipway.registry.name;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.util.regex.Pattern;

/** A name for a manifest within a repository, such as {@code latest}. It may move. */
public record Tag(String value) implements Reference {

    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    public Tag {
        if (!TAG.matcher(value).matches()) {
            throw new RegistryException(ErrorCode.MANIFEST_INVALID, "invalid tag").with("tag", Excerpt.of(value));
        }
    }

    /** Whether this text could be a tag. */
    public static boolean matches(String text) {
        return TAG.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
