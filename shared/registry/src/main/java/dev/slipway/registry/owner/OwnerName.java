package dev.slipway.registry.owner;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Excerpt;
import dev.slipway.registry.name.RepositoryName;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The name of a user or an organization: the first component of its packages' names, of at most 39 characters. */
public record OwnerName(String value) implements Comparable<OwnerName> {

    private static final Pattern FORM = Pattern.compile("(?=.{1,39}$)[a-z0-9]++(?:(?:\\.|_|__|-++)[a-z0-9]++)*+");

    /** Taken by the product itself, or such as would make people believe that it speaks. */
    private static final Set<String> RESERVED = Stream.of(
                    "about",
                    "anonymous",
                    "api",
                    "auth",
                    "blobs",
                    "catalog",
                    "console",
                    "costs",
                    "docker",
                    "docs",
                    "download",
                    "explore",
                    "health",
                    "help",
                    "internal",
                    "library",
                    "login",
                    "logout",
                    "manifests",
                    "metrics",
                    "new",
                    "oauth",
                    "oci",
                    "oidc",
                    "owner",
                    "owners",
                    "packages",
                    "policy",
                    "private",
                    "public",
                    "registry",
                    "root",
                    "search",
                    "security",
                    "settings",
                    "signin",
                    "signup",
                    "slipway",
                    "static",
                    "status",
                    "support",
                    "system",
                    "tags",
                    "token",
                    "tokens",
                    "trust",
                    "uploads",
                    "user",
                    "users",
                    "v1",
                    "v2",
                    "www")
            .map(OwnerName::skeleton)
            .collect(Collectors.toUnmodifiableSet());

    /** Refuses with {@code NAME_INVALID} what cannot be the first component of a repository's name. */
    public OwnerName {
        if (!FORM.matcher(value).matches()) {
            throw new RegistryException(
                            ErrorCode.NAME_INVALID,
                            "an owner has up to 39 lower-case letters and digits, with . _ or - between")
                    .with("name", Excerpt.of(value));
        }
    }

    /** Reads a name; empty for what can be none. */
    public static Optional<OwnerName> find(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new OwnerName(text)) : Optional.empty();
    }

    /** Whether nobody may take the name. */
    public boolean isReserved() {
        return RESERVED.contains(skeleton());
    }

    /**
     * What is left of a name once all that people confuse is made equal: separators, {@code 0} and {@code o}, {@code 1},
     * {@code i} and {@code l}, {@code rn} and {@code m}, {@code vv} and {@code w}. Two owners never share it.
     */
    public String skeleton() {
        return skeleton(value);
    }

    /** Whether a repository is this owner's. */
    public boolean owns(RepositoryName repository) {
        return repository.owner().equals(value);
    }

    @Override
    public int compareTo(OwnerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String skeleton(String value) {
        return value.replaceAll("[._-]", "")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replace('5', 's')
                .replace("rn", "m")
                .replace("vv", "w");
    }
}
