package dev.slipway.registry.owner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member may do with an owner's packages; each role may do all that those before it may. */
public enum Role {
    /** Pull all packages. */
    READ,
    /** Push, and so create, packages. */
    WRITE,
    /** Delete packages, change their visibility, and manage members and trust policies. */
    ADMIN;

    public static Optional<Role> find(String text) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(text))
                .findFirst();
    }

    public boolean isAtLeast(Role other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
