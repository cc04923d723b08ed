package dev.slipway.registry.access;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The rules for making, listing and revoking personal access tokens. */
public final class AccessTokens {

    /** The most tokens a user has. */
    public static final int MOST_TOKENS = 100;

    /** The most packages a token may be limited to. */
    public static final int MOST_PACKAGES = 50;

    /** The longest name of a token, in characters. */
    public static final int LONGEST_NAME = 100;

    private static final String TOKEN = "token#";
    private static final int CONFLICT = 409;

    private final Table table;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** What a user wants a token for. */
    public record Wish(
            OwnerName user,
            String name,
            Set<TokenScope> scopes,
            List<PackagePattern> packages,
            Optional<Duration> validity) {}

    /**
     * A token that was just made.
     *
     * @param secret shown now and never again
     */
    public record Created(AccessToken token, TokenSecret secret) {}

    /** The randomness must be a cryptographer's. */
    public AccessTokens(Table table, InstantSource clock, RandomGenerator random) {
        this.table = table;
        this.clock = clock;
        this.random = random;
    }

    /** Makes a token; {@code DENIED} with status 409 for a user who has too many. */
    public Created create(Wish wish) {
        if (list(wish.user()).size() >= MOST_TOKENS) {
            throw new RegistryException(ErrorCode.DENIED, "a user has at most " + MOST_TOKENS + " tokens")
                    .status(CONFLICT);
        }
        var secret = TokenSecret.random(random);
        var now = clock.instant();
        var token = new AccessToken(
                secret.id(),
                wish.user(),
                wish.name(),
                secret.hash(),
                wish.scopes(),
                wish.packages(),
                now.getEpochSecond(),
                wish.validity().map(validity -> now.plus(validity).getEpochSecond()),
                Optional.empty());
        var item = token.item();
        var place = Item.at(place(token.user(), token.id()));
        var dated = item.findNumber("expires").map(expires -> place.with("expires", expires));
        if (!table.write(List.of(
                        new Write.Put(item, Condition.ABSENT), new Write.Put(dated.orElse(place), Condition.ABSENT)))
                .isEmpty()) {
            throw new IllegalStateException("two tokens have the id " + token.id());
        }
        return new Created(token, secret);
    }

    /** A user's tokens, the oldest first, expired ones for a month. */
    public List<AccessToken> list(OwnerName user) {
        var keys = table.sortKeys(Query.all(tokensOf(user), TOKEN)).stream()
                .map(sort -> AccessToken.key(sort.substring(TOKEN.length())))
                .toList();
        return keys.isEmpty()
                ? List.of()
                : table.getAll(keys).values().stream()
                        .map(AccessToken::read)
                        .sorted(Comparator.comparingLong(AccessToken::created).thenComparing(AccessToken::id))
                        .toList();
    }

    public Optional<AccessToken> find(String id) {
        return table.get(AccessToken.key(id)).map(AccessToken::read);
    }

    /** Ends a token at once; false where there was none. */
    public boolean revoke(AccessToken token) {
        return table.write(List.of(
                        new Write.Delete(AccessToken.key(token.id()), Condition.EXISTS),
                        new Write.Delete(place(token.user(), token.id()), Condition.ALWAYS)))
                .isEmpty();
    }

    private static String tokensOf(OwnerName user) {
        return "u#" + user;
    }

    private static Key place(OwnerName user, String id) {
        return new Key(tokensOf(user), TOKEN + id);
    }
}
