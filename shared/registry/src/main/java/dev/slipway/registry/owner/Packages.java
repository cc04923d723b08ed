package dev.slipway.registry.owner;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.util.List;
import java.util.Map;

/** The rules for looking at packages and making them visible. The first push of a manifest makes one. */
public final class Packages {

    private final Table table;

    public Packages(Table table) {
        this.table = table;
    }

    /** A package; {@code NAME_UNKNOWN} where there is none. */
    public PublishedPackage get(RepositoryName name) {
        return table.get(Keys.repository(name)).map(PublishedPackage::read).orElseThrow(() -> unknown(name));
    }

    /** An owner's packages after a name, which need not exist, in the order of their names. */
    public List<PublishedPackage> list(OwnerName owner, String last, int limit) {
        return table.query(new Query(Keys.REPOSITORIES, owner + "/", last, limit)).stream()
                .map(PublishedPackage::read)
                .toList();
    }

    /** Changes who may pull; tokens that were issued before keep what they grant, for 15 minutes at most. */
    public void setVisibility(RepositoryName name, Visibility visibility) {
        var refused = table.write(List.of(new Write.Update(
                Keys.repository(name),
                Map.of("visibility", new Value.Text(visibility.toString())),
                Map.of(),
                Condition.EXISTS)));
        if (!refused.isEmpty()) {
            throw unknown(name);
        }
    }

    /** What is answered as well for a package that the caller may not see. */
    public static RegistryException unknown(RepositoryName name) {
        return new RegistryException(ErrorCode.NAME_UNKNOWN).with("name", name);
    }
}
