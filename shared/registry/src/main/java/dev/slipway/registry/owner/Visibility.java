package dev.slipway.registry.owner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may pull a package besides the members of its owner. */
public enum Visibility {
    /** Nobody: what every package is at first. */
    PRIVATE,
    /** Whoever is signed in. */
    INTERNAL,
    /** Anyone. */
    PUBLIC;

    public static Optional<Visibility> find(String text) {
        return Arrays.stream(values())
                .filter(visibility -> visibility.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
