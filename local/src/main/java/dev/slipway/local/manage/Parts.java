package dev.slipway.local.manage;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands and their parts, with their surroundings where they need them. */
record Parts(Surroundings surroundings) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == RegistryOptions.class) {
            return type.cast(new RegistryOptions(surroundings));
        }
        if (type == LogoutCommand.class) {
            return type.cast(new LogoutCommand(surroundings));
        }
        if (type == CreateToken.class) {
            return type.cast(new CreateToken(surroundings));
        }
        if (type == ReconcileCosts.class) {
            return type.cast(new ReconcileCosts(surroundings));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
