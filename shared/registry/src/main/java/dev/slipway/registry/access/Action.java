package dev.slipway.registry.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token may let its bearer do with a repository (Docker token specification, "Requesting a Token", actions). */
public enum Action {
    PULL,
    PUSH,
    DELETE;

    /** Reads an action; empty for one that is not known here, which then grants nothing. */
    static Optional<Action> find(String text) {
        return Arrays.stream(values())
                .filter(action -> action.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
