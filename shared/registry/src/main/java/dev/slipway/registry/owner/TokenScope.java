package dev.slipway.registry.owner;

import java.util.Arrays;
import java.util.Optional;

/** What a credential is for at all, whatever its bearer's role; the names are GitHub Packages' own. */
public enum TokenScope {
    READ_PACKAGES("read:packages"),
    /** To push, which is to pull as well: clients ask for both. */
    WRITE_PACKAGES("write:packages"),
    DELETE_PACKAGES("delete:packages"),
    /** Everything, and to manage tokens, owners and packages. */
    ADMIN("admin");

    private final String text;

    TokenScope(String text) {
        this.text = text;
    }

    public static Optional<TokenScope> find(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /** Whether whoever has this scope needs the other no more. */
    public boolean includes(TokenScope other) {
        return this == other || this == ADMIN || (this == WRITE_PACKAGES && other == READ_PACKAGES);
    }

    @Override
    public String toString() {
        return text;
    }
}
