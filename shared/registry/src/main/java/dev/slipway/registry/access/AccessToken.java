package dev.slipway.registry.access;

import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A personal access token, as it is kept: all but its secret. Times are seconds since 1970.
 *
 * @param id names it, in the audit log too
 * @param name what its user calls it
 * @param hash of its text
 * @param packages what it is limited to; empty for all that its user may reach
 * @param validUntil empty for one that does not expire
 * @param used when it was last used, to the hour; empty for never
 */
public record AccessToken(
        String id,
        OwnerName user,
        String name,
        String hash,
        Set<TokenScope> scopes,
        List<PackagePattern> packages,
        long created,
        Optional<Long> validUntil,
        Optional<Long> used) {

    /** How long an expired one is kept, so that its user is told why it does not work any more. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    public AccessToken {
        scopes = Set.copyOf(scopes);
        packages = List.copyOf(packages);
    }

    static Key key(String id) {
        return new Key("t#" + id, "token");
    }

    boolean isValidAt(Instant now) {
        return validUntil.isEmpty() || now.getEpochSecond() < validUntil.get();
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "AccessToken[" + id + " of " + user + "]";
    }

    Item item() {
        var item = Item.at(key(id))
                .with("user", user.value())
                .with("name", name)
                .with("hash", hash)
                .with(
                        "scopes",
                        scopes.stream().sorted().map(TokenScope::toString).toList())
                .with("packages", packages.stream().map(PackagePattern::value).toList())
                .with("created", created);
        if (used.isPresent()) {
            item = item.with("used", used.get());
        }
        return validUntil.isEmpty()
                ? item
                : item.with("validUntil", validUntil.get()).with("expires", validUntil.get() + REMEMBERED.toSeconds());
    }

    static AccessToken read(Item item) {
        return new AccessToken(
                item.key().partition().substring("t#".length()),
                new OwnerName(item.text("user")),
                item.text("name"),
                item.text("hash"),
                item.texts("scopes").stream()
                        .flatMap(scope -> TokenScope.find(scope).stream())
                        .collect(Collectors.toSet()),
                item.texts("packages").stream().map(PackagePattern::new).toList(),
                item.number("created"),
                item.findNumber("validUntil"),
                item.findNumber("used"));
    }
}
