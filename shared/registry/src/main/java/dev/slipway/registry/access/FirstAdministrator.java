package dev.slipway.registry.access;

import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.TokenScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the user {@code admin}, who manages a registry that has nobody yet. */
public final class FirstAdministrator {

    private final Owners owners;
    private final AccessTokens tokens;

    public FirstAdministrator(Owners owners, AccessTokens tokens) {
        this.owners = owners;
        this.tokens = tokens;
    }

    /**
     * Makes the user with a token for everything, where there is none.
     *
     * @param keep stores the token; when that fails, or this is cut short, the next call begins anew
     * @return whether the user was made now
     */
    public boolean createOnce(Consumer<TokenSecret> keep) {
        if (owners.find(Owner.ADMINISTRATORS).isPresent()) {
            return false;
        }
        tokens.list(Owner.ADMINISTRATORS).forEach(tokens::revoke);
        var wish = new AccessTokens.Wish(
                Owner.ADMINISTRATORS, "first start", EnumSet.allOf(TokenScope.class), List.of(), Optional.empty());
        keep.accept(tokens.create(wish).secret());
        owners.create(Owner.ADMINISTRATORS, Owner.Kind.USER, Owner.ADMINISTRATORS);
        return true;
    }
}
