package dev.slipway.registry.cost;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the rows of a bill are about; in text in lower case. */
public enum Grouping {
    OWNER,
    PACKAGE,
    TOKEN,
    ACTION,
    SERVICE,
    DAY;

    public static Optional<Grouping> find(String text) {
        return Arrays.stream(values()).filter(by -> by.toString().equals(text)).findFirst();
    }

    /** What a row is about that has this account in it; empty for what belongs to nobody. */
    String key(Account account) {
        return switch (this) {
            case OWNER -> account.owner();
            case PACKAGE -> account.repository();
            case TOKEN -> account.credential();
            case ACTION -> account.action();
            case SERVICE, DAY -> throw new IllegalStateException(this + " is nothing of an account");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
