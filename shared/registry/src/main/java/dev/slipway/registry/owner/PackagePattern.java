package dev.slipway.registry.owner;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Excerpt;
import dev.slipway.registry.name.RepositoryName;

/** Which packages a credential is limited to: one, {@code team/app}, or all below a name, {@code team/*}. */
public record PackagePattern(String value) {

    private static final String ALL_BELOW = "/*";

    /** Refuses with {@code NAME_INVALID} what is of neither form. */
    public PackagePattern {
        try {
            new RepositoryName(base(value));
        } catch (RegistryException e) {
            throw new RegistryException(
                            ErrorCode.NAME_INVALID, "a package is written team/app, or team/* for all of team's")
                    .with("package", Excerpt.of(value));
        }
    }

    public boolean matches(RepositoryName repository) {
        return value.endsWith(ALL_BELOW)
                ? repository.value().startsWith(value.substring(0, value.length() - 1))
                : repository.value().equals(value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String base(String value) {
        return value.endsWith(ALL_BELOW) ? value.substring(0, value.length() - ALL_BELOW.length()) : value;
    }
}
