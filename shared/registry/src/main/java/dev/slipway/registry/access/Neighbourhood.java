package dev.slipway.registry.access;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.network.Block;
import dev.slipway.registry.network.RegionAddresses;
import dev.slipway.registry.owner.OwnerName;
import java.util.Optional;

/** Finds the network that a caller is in, if it is one that is sent to the bucket for bytes: of an owner's list, or of the region. */
public final class Neighbourhood {

    private Neighbourhood() {}

    /**
     * The smallest one that holds for all packages that were granted; empty where there is one for which none holds.
     *
     * @param caller of whom the owners of those packages were read
     */
    public static Optional<Block> of(Caller caller, Grant grant, Viewer viewer, RegionAddresses addresses) {
        var address = Block.address(viewer.address());
        if (address.isEmpty()) {
            return Optional.empty();
        }
        var region = addresses.containing(address.get());
        var smallest = Optional.<Block>empty();
        for (var repository : Grants.repositories(grant.scopes())) {
            var network = owned(caller, repository, address.get()).or(() -> region);
            if (network.isEmpty()) {
                return Optional.empty();
            }
            smallest = smallest.filter(network.get()::contains).or(() -> network);
        }
        return smallest;
    }

    private static Optional<Block> owned(Caller caller, RepositoryName repository, Block address) {
        return repository.hasOwner()
                ? OwnerName.find(repository.owner())
                        .flatMap(name -> Optional.ofNullable(caller.owners().get(name)))
                        .flatMap(owner -> owner.network(address))
                : Optional.empty();
    }
}
