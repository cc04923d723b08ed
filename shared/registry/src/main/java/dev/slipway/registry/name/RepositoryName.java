package dev.slipway.registry.name;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.util.regex.Pattern;

/**
 * A repository's name, such as {@code team/app/web}: at most 255 characters, components as the OCI Distribution
 * Specification's "Pulling manifests" defines them.
 */
public record RepositoryName(String value) implements Comparable<RepositoryName> {

    private static final int LONGEST = 255;
    private static final String COMPONENT = "[a-z0-9]++(?:(?:\\.|_|__|-++)[a-z0-9]++)*+";
    private static final Pattern NAME = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*+");

    public RepositoryName {
        if (value.length() > LONGEST || !NAME.matcher(value).matches()) {
            throw new RegistryException(ErrorCode.NAME_INVALID).with("name", Excerpt.of(value));
        }
    }

    /** The first component: the user or organization that the repository belongs to. */
    public String owner() {
        var slash = value.indexOf('/');
        return slash < 0 ? value : value.substring(0, slash);
    }

    /** Whether it is an owner's package; a name of one component is nobody's. */
    public boolean hasOwner() {
        return value.indexOf('/') > 0;
    }

    @Override
    public int compareTo(RepositoryName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
