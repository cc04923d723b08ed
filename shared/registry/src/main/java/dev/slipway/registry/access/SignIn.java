package dev.slipway.registry.access;

import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Excerpt;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.network.RegionAddresses;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerItem;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PublishedPackage;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds out who a caller is and what decides what they may do, in one batch read. A right credential costs a write once an
 * hour, which keeps when it was last used; a wrong one costs a write until there were too many.
 */
public final class SignIn {

    private static final long USE_IS_KEPT_FOR = 3_600;

    private final Table table;
    private final BearerTokens bearers;
    private final Audit audit;
    private final InstantSource clock;
    private final FailedSignIns failures;

    public SignIn(Table table, BearerTokens bearers, Audit audit, InstantSource clock) {
        this.table = table;
        this.bearers = bearers;
        this.audit = audit;
        this.clock = clock;
        this.failures = new FailedSignIns(table, clock);
    }

    /**
     * What shall be known of a caller.
     *
     * @param addresses are read along, if they are asked for and that is due
     */
    public record Question(
            Collection<RepositoryName> repositories,
            Collection<OwnerName> owners,
            Optional<RegionAddresses> addresses) {

        public Question(Collection<RepositoryName> repositories, Collection<OwnerName> owners) {
            this(repositories, owners, Optional.empty());
        }

        /** What decides about repositories. */
        public static Question about(Collection<RepositoryName> repositories) {
            return new Question(repositories, List.of());
        }
    }

    private record Found(Map<Key, Item> items, Map<OwnerName, Owner> owners) {}

    /** One who shows nothing. */
    public Caller anonymous(Question question) {
        var items = read(question, keys(question));
        return new Caller("", Optional.empty(), List.of(), owners(items), packages(items));
    }

    /**
     * One who shows something.
     *
     * @throws RegistryException {@code UNAUTHORIZED} when it is not right, {@code TOOMANYREQUESTS} when that happened too
     *     often
     */
    public Caller signIn(Credentials credentials, IdTokens idTokens, Question question, Viewer viewer) {
        var refresh = credentials instanceof Credentials.Refresh(var token)
                ? bearers.verifyRefresh(token, viewer.host())
                : Optional.<Grant>empty();
        var counted = failures.keys(name(credentials), viewer);
        var keys = keys(question);
        keys.addAll(counted);
        keys.addAll(keys(credentials));
        refresh.ifPresent(grant -> Trust.owners(grant.credential()).forEach(owner -> keys.add(OwnerItem.key(owner))));
        var items = read(question, keys);
        var found = new Found(items, owners(items));
        try {
            var caller = caller(credentials, idTokens, refresh, found);
            Meter.signedInWith(caller.credential());
            return caller;
        } catch (RegistryException wrong) {
            if (wrong.code() != ErrorCode.UNAUTHORIZED) {
                throw wrong;
            }
            var refusal = failures.count(counted, items);
            if (refusal.code() == ErrorCode.TOOMANYREQUESTS) {
                throw refusal;
            }
            audit.record(new AuditEvent(
                    AuditEvent.Kind.SIGN_IN_REFUSED, name(credentials), "", viewer.address(), "", wrong.getMessage()));
            throw wrong;
        }
    }

    private Map<Key, Item> read(Question question, Set<Key> keys) {
        if (question.addresses().isEmpty()) {
            return table.getAll(keys);
        }
        var addresses = question.addresses().get();
        var now = clock.instant();
        keys.addAll(addresses.due(now));
        var items = table.getAll(keys);
        addresses.note(items, now);
        return items;
    }

    private Caller caller(Credentials credentials, IdTokens idTokens, Optional<Grant> refresh, Found found) {
        return switch (credentials) {
            case Credentials.Secret(var user, var secret) -> user(user, secret, found);
            case Credentials.IdToken idToken ->
                idTokens.verify(idToken.token())
                        .map(claims -> workload(claims.subject(), Trust.matching(found.owners(), claims), found))
                        .orElseThrow(() -> wrong("the ID token is not valid, or of an issuer that is not accepted"));
            case Credentials.Refresh _ ->
                refresh.map(grant -> workload(grant.subject(), Trust.named(grant.credential(), found.owners()), found))
                        .orElseThrow(() -> wrong("the refresh token is not valid, or no longer"));
            case Credentials.Unreadable _ ->
                throw wrong("the password is neither a personal access token nor an ID token");
        };
    }

    private Caller user(Optional<String> name, TokenSecret secret, Found found) {
        var token = Optional.ofNullable(found.items().get(AccessToken.key(secret.id())))
                .map(AccessToken::read)
                .filter(kept -> secret.hashesTo(kept.hash()))
                .filter(kept -> name.isEmpty()
                        || name.get().equalsIgnoreCase(kept.user().value()))
                .orElseThrow(() -> wrong("the token is unknown, was revoked, or is another user's"));
        var now = clock.instant();
        if (!token.isValidAt(now)) {
            throw wrong("the token " + token.id() + " expired on "
                    + Instant.ofEpochSecond(token.validUntil().orElseThrow()));
        }
        keepUse(token, now);
        return new Caller(token.user().value(), Optional.of(token), List.of(), found.owners(), packages(found.items()));
    }

    private Caller workload(String subject, List<Trust> trusts, Found found) {
        if (trusts.isEmpty()) {
            throw wrong("no trust policy of these owners matches the claims");
        }
        return new Caller(Excerpt.of(subject), Optional.empty(), trusts, found.owners(), packages(found.items()));
    }

    private void keepUse(AccessToken token, Instant now) {
        var since = now.getEpochSecond() - USE_IS_KEPT_FOR;
        if (token.used().orElse(0L) >= since) {
            return;
        }
        try {
            table.write(List.of(new Write.Update(
                    AccessToken.key(token.id()),
                    Map.of("used", new Value.Whole(now.getEpochSecond())),
                    Map.of(),
                    new Condition.MissingOrBelow("used", since))));
        } catch (RegistryException busy) {
            return; // the next sign-in keeps it: nobody is turned away for this
        }
    }

    /** The name that was given, where it can be one: people type tokens in the wrong place, and those are not to be kept. */
    private static String name(Credentials credentials) {
        return OwnerName.find(credentials.name().toLowerCase(Locale.ROOT))
                .map(OwnerName::value)
                .orElse("");
    }

    private static Set<Key> keys(Question question) {
        var owners = new HashSet<>(question.owners());
        owners.add(Owner.ADMINISTRATORS);
        var keys = new LinkedHashSet<Key>();
        for (var repository : question.repositories()) {
            keys.add(Keys.repository(repository));
            owner(repository).ifPresent(owners::add);
        }
        owners.forEach(owner -> keys.add(OwnerItem.key(owner)));
        return keys;
    }

    private static Set<Key> keys(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Secret held -> Set.of(AccessToken.key(held.secret().id()));
            case Credentials.IdToken idToken ->
                OwnerName.find(idToken.owner())
                        .map(owner -> Set.of(OwnerItem.key(owner)))
                        .orElse(Set.of());
            case Credentials.Refresh _, Credentials.Unreadable _ -> Set.of();
        };
    }

    /** Whose a package is; a name of one component is nobody's. */
    private static Optional<OwnerName> owner(RepositoryName repository) {
        return repository.hasOwner() ? OwnerName.find(repository.owner()) : Optional.empty();
    }

    private static Map<OwnerName, Owner> owners(Map<Key, Item> items) {
        return items.values().stream()
                .filter(item -> item.key().partition().equals(Keys.OWNERS))
                .map(OwnerItem::read)
                .collect(Collectors.toMap(Owner::name, Function.identity()));
    }

    private static Map<RepositoryName, PublishedPackage> packages(Map<Key, Item> items) {
        return items.values().stream()
                .filter(item -> item.key().partition().equals(Keys.REPOSITORIES))
                .map(PublishedPackage::read)
                .collect(Collectors.toMap(PublishedPackage::name, Function.identity()));
    }

    private static RegistryException wrong(String message) {
        return new RegistryException(ErrorCode.UNAUTHORIZED, message);
    }
}
