package dev.slipway.registry.access;

import java.util.Optional;

/** What a token may let its bearer do with a resource (Docker token specification, "Requesting a Token", actions). */
public enum Action {
    PULL("pull"),
    PUSH("push"),
    DELETE("delete"),
    /** Whatever can be done. */
    ANY("*");

    private final String text;

    Action(String text) {
        this.text = text;
    }

    /** Reads an action; empty for one that is not known here, which then grants nothing. */
    static Optional<Action> find(String text) {
        for (var action : values()) {
            if (action.text.equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /** Whether it changes something. */
    boolean isWrite() {
        return this == PUSH || this == DELETE;
    }

    @Override
    public String toString() {
        return text;
    }
}
